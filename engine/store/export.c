/* engine/store/export.c - the public records as HSDS 3.2 JSON */
#include "waypost/store.h"

#include "store/load.h"
#include "store/marks.h"
#include "store/nest.h"

struct exporting {
    const struct wp_export_options *options;
    bool (*write)(const char *bytes, size_t size, void *payload);
    void *payload;
    struct wp_buf buf;
    struct wp_arena arena;
    bool any;
};

static enum wp_status write_out(struct exporting *exporting,
                                struct wp_error *err)
{
    const enum wp_status status = wp_buf_status(&exporting->buf, err);

    if (status == WP_OK && exporting->buf.length > 0 &&
        !exporting->write(exporting->buf.text, exporting->buf.length,
                          exporting->payload)) {
        return wp_fail(err, WP_EIO, "the export could not be written");
    }
    return status;
}

static enum wp_status write_service(const struct wp_service_tree *loaded,
                                    void *payload, struct wp_error *err)
{
    struct exporting *exporting = payload;
    struct wp_service_tree tree = *loaded;
    struct wp_withheld withheld;

    wp_arena_reset(&exporting->arena);
    wp_buf_reset(&exporting->buf);
    enum wp_status status = wp_withhold(tree.service, tree.confidential,
                                        &exporting->arena, &withheld, err);
    if (status == WP_OK && exporting->options->facts) {
        status = wp_marks_add(&tree, &withheld, &exporting->arena, err);
    }
    if (status != WP_OK) {
        return status;
    }
    if (!exporting->options->ndjson) {
        wp_buf_text(&exporting->buf, exporting->any ? ",\n" : "[\n");
    }
    struct wp_nest nest = {
        .json = wp_json_to(&exporting->buf),
        .withheld = &withheld,
        .organization_id =
            wp_record_get(&tree.service->record, "organization_id"),
        .confidential = tree.confidential,
    };
    wp_json_begin_object(&nest.json, NULL);
    wp_nest_members(&nest, tree.service, false);
    wp_json_end_object(&nest.json);
    if (exporting->options->ndjson) {
        wp_buf_char(&exporting->buf, '\n');
    }
    exporting->any = true;
    return write_out(exporting, err);
}

enum wp_status wp_export_hsds_json(struct wp_store *store,
                                   const struct wp_export_options *options,
                                   bool (*write)(const char *bytes, size_t size,
                                                 void *payload),
                                   void *payload, struct wp_error *err)
{
    struct exporting exporting = {
        .options = options,
        .write = write,
        .payload = payload,
        .buf = WP_BUF_INIT,
        .arena = WP_ARENA_INIT,
    };
    enum wp_status status = wp_store_each_service(
        store, WP_LOAD_ALL, write_service, &exporting, err);

    if (status == WP_OK && !options->ndjson) {
        wp_buf_reset(&exporting.buf);
        wp_buf_text(&exporting.buf, exporting.any ? "\n]\n" : "[]\n");
        status = write_out(&exporting, err);
    }
    wp_buf_clear(&exporting.buf);
    wp_arena_clear(&exporting.arena);
    return status;
}
