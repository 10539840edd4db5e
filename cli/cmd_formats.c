/* cli/cmd_formats.c - waypost formats: what import can read */
#include <stdio.h>

#include "commands.h"
#include "output.h"

#define FORMATS_MAX 64

static enum cli_exit print_json(void)
{
    struct wp_buf out = WP_BUF_INIT;

    wp_buf_text(&out, "{\"schema\":\"waypost.formats/1\",\"formats\":[");
    for (size_t i = 0; i < wp_formats_count(); i++) {
        const struct wp_format_info *format = wp_formats_at(i);
        wp_buf_printf(&out,
                      "%s{\"name\":\"%s\",\"summary\":\"%s\","
                      "\"reads\":\"%s\"}",
                      i > 0 ? "," : "", format->name, format->summary,
                      format->reads);
    }
    wp_buf_text(&out, "]}\n");
    const enum cli_exit code = cli_write(&out);
    wp_buf_clear(&out);
    return code;
}

static enum cli_exit run(struct cli *cli)
{
    static const char *const headings[] = {"FORMAT", "SUMMARY", "READS"};
    const char *cells[FORMATS_MAX * 3];
    size_t rows = 0;

    if (cli_wants_json(cli)) {
        return print_json();
    }
    for (; rows < wp_formats_count() && rows < FORMATS_MAX; rows++) {
        const struct wp_format_info *format = wp_formats_at(rows);
        cells[rows * 3] = format->name;
        cells[rows * 3 + 1] = format->summary;
        cells[rows * 3 + 2] = format->reads;
    }
    return cli_table(cli_output_of(cli), headings, 3, cells, rows);
}

const struct cli_command cli_cmd_formats = {
    .name = "formats",
    .synopsis = "",
    .summary = "list what import can read",
    .examples = "  waypost formats\n  waypost formats --json\n",
    .option_groups = NULL,
    .run = run,
};
