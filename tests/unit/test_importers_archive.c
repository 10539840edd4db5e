/* tests/unit/test_importers_archive.c - folders and zips as packages */
#include "path.h"
#include "support/readers_support.h"

static enum wp_status open_zip(struct zip_writer *zip,
                               struct wp_package **ret_package,
                               struct wp_error *err)
{
    zip_finish(zip);
    return wp_package_open_memory("test.zip", zip->out.text, zip->out.length,
                                  ret_package, err);
}

/* A zip that must not open; says what it has to say. */
static void assert_refused(struct zip_writer *zip, const char *reason)
{
    struct wp_package *package = NULL;
    struct wp_error err = WP_ERROR_INIT;
    const enum wp_status status = open_zip(zip, &package, &err);

    assert_true(status == WP_EPARSE || status == WP_ELIMIT);
    assert_string_equal(err.origin, "test.zip");
    if (!strstr(err.message, reason)) {
        fail_msg("'%s' does not say '%s'", err.message, reason);
    }
    zip_clear(zip);
}

static enum wp_status drain(struct wp_package *package, size_t index,
                            struct wp_buf *out, struct wp_error *err)
{
    struct wp_bytes *bytes = NULL;
    char piece[5000];
    size_t size = 1;
    enum wp_status status = wp_package_read(package, index, &bytes, err);

    while (status == WP_OK && size > 0) {
        status = wp_bytes_read(bytes, piece, sizeof(piece), &size, err);
        if (status == WP_OK && out) {
            wp_buf_bytes(out, piece, size);
        }
    }
    wp_bytes_close(bytes);
    return status;
}

static void members_are_listed_sorted_and_read_in_any_order(void **state)
{
    (void)state;
    struct zip_writer zip = ZIP_WRITER_INIT;
    struct wp_package *package = NULL;
    struct wp_buf out = WP_BUF_INIT;

    zip_add(&zip, "data/", "");
    zip_add(&zip, "data/services.csv", "id\n1\n");
    zip_add(&zip, "__MACOSX/._services.csv", "x");
    zip_add(&zip, ".DS_Store", "x");
    zip_add(&zip, "data/locations.csv", "id\n2\n");
    assert_int_equal(open_zip(&zip, &package, NULL), WP_OK);
    assert_int_equal(wp_package_count(package), 2);
    assert_string_equal(wp_package_at(package, 0)->name, "data/locations.csv");
    assert_string_equal(wp_package_at(package, 1)->name, "data/services.csv");
    assert_int_equal(wp_package_at(package, 1)->size, 5);
    assert_int_equal(drain(package, 1, &out, NULL), WP_OK);
    assert_int_equal(drain(package, 0, &out, NULL), WP_OK);
    assert_string_equal(out.text, "id\n1\nid\n2\n");
    wp_buf_clear(&out);
    wp_package_close(package);
    zip_clear(&zip);
}

static void a_member_is_found_by_base_name_in_any_case(void **state)
{
    (void)state;
    struct zip_writer zip = ZIP_WRITER_INIT;
    struct wp_package *package = NULL;
    struct wp_error err = WP_ERROR_INIT;
    size_t index = 99;

    zip_add(&zip, "a/b/services.csv", "1");
    zip_add(&zip, "Data/Services.CSV", "2");
    zip_add(&zip, "x/phones.csv", "3");
    zip_add(&zip, "y/phones.csv", "4");
    assert_int_equal(open_zip(&zip, &package, NULL), WP_OK);
    assert_int_equal(wp_package_find(package, "services.csv", &index, NULL),
                     WP_OK);
    assert_string_equal(wp_package_at(package, index)->name,
                        "Data/Services.CSV");
    assert_int_equal(wp_package_find(package, "A/b/services.csv", &index, NULL),
                     WP_OK);
    assert_string_equal(wp_package_at(package, index)->name,
                        "a/b/services.csv");
    assert_int_equal(wp_package_find(package, "phones.csv", &index, &err),
                     WP_EINVAL);
    assert_int_equal(wp_package_find(package, "contacts.csv", &index, &err),
                     WP_ENOTFOUND);
    wp_package_close(package);
    zip_clear(&zip);
}

static void names_that_leave_the_package_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *reason;
    } bad[] = {
        {"../evil.csv", "leaves the package"},
        {"a/../../evil.csv", "leaves the package"},
        {"a/..", "leaves the package"},
        {"/tmp/evil.csv", "absolute"},
        {"C:evil.csv", "drive"},
        {"..\\evil.csv", "backslash"},
        {"a\x01"
         "b.csv",
         "control"},
        {"a\xE2\x80\xAEtxt.csv", "control"},
        {"", "empty"},
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        struct zip_writer zip = ZIP_WRITER_INIT;
        zip_add(&zip, "fine.csv", "1");
        zip_add(&zip, bad[i].name, "1");
        assert_refused(&zip, bad[i].reason);
    }
}

static void dots_that_leave_nothing_are_fine(void **state)
{
    (void)state;
    struct zip_writer zip = ZIP_WRITER_INIT;
    struct wp_package *package = NULL;

    zip_add(&zip, "a..b/...csv..", "1");
    assert_int_equal(open_zip(&zip, &package, NULL), WP_OK);
    wp_package_close(package);
    zip_clear(&zip);
}

static void equal_names_links_and_crowds_are_refused(void **state)
{
    (void)state;
    struct zip_writer zip = ZIP_WRITER_INIT;

    zip_add(&zip, "services.csv", "1");
    zip_add(&zip, "SERVICES.csv", "2");
    assert_refused(&zip, "two members");

    zip = ZIP_WRITER_INIT;
    zip_add_mode(&zip, "services.csv", "/etc/hosts", 10, 0120777);
    assert_refused(&zip, "link");

    zip = ZIP_WRITER_INIT;
    for (unsigned i = 0; i <= WP_PACKAGE_ENTRIES_MAX; i++) {
        char name[32];
        (void)snprintf(name, sizeof(name), "%u.csv", i);
        zip_add(&zip, name, "");
    }
    assert_refused(&zip, "4096");
}

static void a_zip_cut_anywhere_is_refused(void **state)
{
    (void)state;
    struct zip_writer zip = ZIP_WRITER_INIT;
    struct wp_package *package = NULL;

    zip_add(&zip, "services.csv", "id\n1\n");
    zip_add(&zip, "phones.csv", "id\n2\n");
    zip_finish(&zip);
    for (size_t cut = 0; cut < zip.out.length; cut++) {
        const enum wp_status status = wp_package_open_memory(
            "test.zip", zip.out.text, cut, &package, NULL);
        assert_int_equal(status, WP_EPARSE);
    }
    zip_clear(&zip);
}

static void any_byte_changed_never_gives_other_content(void **state)
{
    (void)state;
    struct zip_writer zip = ZIP_WRITER_INIT;

    zip_add(&zip, "services.csv", "id\n1\n");
    zip_finish(&zip);
    for (size_t i = 0; i < zip.out.length * 8; i++) {
        struct wp_package *package = NULL;
        struct wp_buf out = WP_BUF_INIT;
        zip.out.text[i / 8] ^= (char)(1 << i % 8);
        if (wp_package_open_memory("test.zip", zip.out.text, zip.out.length,
                                   &package, NULL) == WP_OK &&
            wp_package_count(package) == 1 &&
            drain(package, 0, &out, NULL) == WP_OK) {
            assert_string_equal(out.text, "id\n1\n");
        }
        wp_package_close(package);
        wp_buf_clear(&out);
        zip.out.text[i / 8] ^= (char)(1 << i % 8);
    }
    zip_clear(&zip);
}

static void write_file(const char *folder, const char *name, const void *data,
                       size_t size)
{
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(data, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *folder, const char *name)
{
    char path[256];
    (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(remove(path), 0);
}

static void a_folder_is_a_package_too(void **state)
{
    (void)state;
    char folder[] = "/tmp/waypost-package-XXXXXX";
    char path[256];
    struct wp_package *package = NULL;
    struct wp_buf packed = gzip_of("id\n2\n", 5);
    struct wp_buf out = WP_BUF_INIT;
    size_t index = 99;

    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof(path), "%s/data", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    write_file(folder, "data/services.csv", "id\n1\n", 5);
    write_file(folder, "phones.csv.gz", packed.text, packed.length);
    write_file(folder, ".hidden.csv", "x", 1);
    (void)snprintf(path, sizeof(path), "%s/link.csv", folder);
    assert_int_equal(symlink("/etc/hosts", path), 0);

    assert_true(wp_package_is(folder));
    assert_int_equal(wp_package_open(folder, &package, NULL), WP_OK);
    assert_int_equal(wp_package_count(package), 2);
    assert_int_equal(wp_package_find(package, "Services.csv", &index, NULL),
                     WP_OK);
    assert_int_equal(drain(package, index, &out, NULL), WP_OK);
    assert_int_equal(wp_package_find(package, "phones.csv", &index, NULL),
                     WP_OK);
    assert_int_equal(drain(package, index, &out, NULL), WP_OK);
    assert_string_equal(out.text, "id\n1\nid\n2\n");
    assert_int_equal(wp_package_find(package, "link.csv", &index, NULL),
                     WP_ENOTFOUND);
    wp_package_close(package);

    remove_file(folder, "link.csv");
    remove_file(folder, ".hidden.csv");
    remove_file(folder, "phones.csv.gz");
    remove_file(folder, "data/services.csv");
    remove_file(folder, "data");
    assert_int_equal(rmdir(folder), 0);
    wp_buf_clear(&packed);
    wp_buf_clear(&out);
}

static void
a_label_names_the_file_and_keeps_the_end_of_a_long_name(void **state)
{
    (void)state;
    char label[WP_LABEL_MAX + 1];
    char name[400];

    wp_path_label("/home/me/dir.zip", "data/services.csv", label);
    assert_string_equal(label, "dir.zip!data/services.csv");
    wp_path_label("folder/", NULL, label);
    assert_string_equal(label, "folder/");
    wp_path_label("a\nb\x1B.csv", NULL, label);
    assert_string_equal(label, "a?b?.csv");

    memset(name, 'x', sizeof(name));
    (void)snprintf(name + 380, 20, "services.csv");
    wp_path_label(name, name, label);
    assert_int_equal(strlen(label), WP_LABEL_MAX);
    assert_true(wp_path_has_suffix(label, "SERVICES.csv"));
}

/* ---- corpora ------------------------------------------------------------ */

/* How a zip of the corpus ends: in opening, or in reading its members. */
static enum wp_status read_zip(const char *path)
{
    struct wp_package *package = NULL;
    struct wp_error err = WP_ERROR_INIT;
    enum wp_status status = wp_package_open(path, &package, &err);

    if (status == WP_OK) {
        for (size_t i = 0; status == WP_OK && i < wp_package_count(package);
             i++) {
            status = drain(package, i, NULL, &err);
        }
    }
    if (status != WP_OK) {
        assert_true(err.origin[0] && err.message[0]);
    }
    wp_package_close(package);
    return status;
}

static void generated_bombs_and_slips_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum wp_status status;
    } known[] = {
        {"case-collide.zip", WP_EPARSE},
        {"duplicate-names.zip", WP_EPARSE},
        {"flat-100MiB.zip", WP_ELIMIT},
        {"lying-size-100B-real-10MiB.zip", WP_EPARSE},
        {"overlap-200x20MiB.zip", WP_EPARSE},
        {"slip.zip", WP_EPARSE},
        {"symlink.zip", WP_EPARSE},
        /* small zips inside, which are never opened */
        {"nested3-1000x100MiB.zip", WP_OK},
    };
    NEEDS(BAD_INPUTS "generated");

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        char path[256];
        (void)snprintf(path, sizeof(path), BAD_INPUTS "generated/%s",
                       known[i].name);
        const enum wp_status status = read_zip(path);
        if (status != known[i].status) {
            fail_msg("%s: %s", known[i].name, wp_status_name(status));
        }
    }
    assert_small_memory();
}

static void twenty_thousand_members_are_too_many(void **state)
{
    (void)state;
    struct wp_package *package = NULL;
    NEEDS(BAD_INPUTS "generated/many-20000.zip.gz");

    struct wp_buf zip = file_of(BAD_INPUTS "generated/many-20000.zip.gz");
    assert_int_equal(wp_package_open_memory("many.zip", zip.text, zip.length,
                                            &package, NULL),
                     WP_ELIMIT);
    wp_buf_clear(&zip);
}

static void sweep_one(const char *path)
{
    const char *base = strrchr(path, '/') + 1;
    const enum wp_status status = read_zip(path);

    /* these are whole, whatever their name or comment is */
    if (strcmp(base, "test.zip") == 0 || strcmp(base, "zip64.zip") == 0 ||
        strcmp(base, "testdeflated.zip") == 0 ||
        strcmp(base, "test-utf8.zip") == 0 ||
        strcmp(base, "testcomment.zip") == 0) {
        if (status != WP_OK) {
            fail_msg("%s: %s", base, wp_status_name(status));
        }
    }
}

static void the_zips_of_libzip_are_read_or_refused(void **state)
{
    (void)state;
    NEEDS(BAD_INPUTS "zip/libzip/regress/data");
    assert_true(each_file(BAD_INPUTS "zip/libzip/regress/data", sweep_one) >=
                165);
    assert_small_memory();
}

static void real_packages_have_the_files_we_know(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        unsigned files;
    } known[] = {
        {"hsds/hsds1_miami_open211_2019.zip", 14},
        {"hsds/hsds2_dc_crie_2021_subfolder.zip", 13},
        {"hsds/hsds2_dc_crie_2022-07.zip", 14},
        {"hsds/hsds2_dc_crie_2023-04.zip", 16},
        {"cms/NH_ProviderInfo_Aug2021.csv.zip", 1},
        {"hsds/hsds3_spec_examples/csv", 21},
    };
    NEEDS(REAL_DATA "hsds");

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        char path[256];
        struct wp_package *package = NULL;
        (void)snprintf(path, sizeof(path), REAL_DATA "%s", known[i].path);
        assert_int_equal(wp_package_open(path, &package, NULL), WP_OK);
        assert_int_equal(wp_package_count(package), known[i].files);
        wp_package_close(package);
        assert_int_equal(read_zip(path), WP_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_listed_sorted_and_read_in_any_order),
        cmocka_unit_test(a_member_is_found_by_base_name_in_any_case),
        cmocka_unit_test(names_that_leave_the_package_are_refused),
        cmocka_unit_test(dots_that_leave_nothing_are_fine),
        cmocka_unit_test(equal_names_links_and_crowds_are_refused),
        cmocka_unit_test(a_zip_cut_anywhere_is_refused),
        cmocka_unit_test(any_byte_changed_never_gives_other_content),
        cmocka_unit_test(a_folder_is_a_package_too),
        cmocka_unit_test(
            a_label_names_the_file_and_keeps_the_end_of_a_long_name),
        cmocka_unit_test(generated_bombs_and_slips_are_refused),
        cmocka_unit_test(twenty_thousand_members_are_too_many),
        cmocka_unit_test(the_zips_of_libzip_are_read_or_refused),
        cmocka_unit_test(real_packages_have_the_files_we_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
