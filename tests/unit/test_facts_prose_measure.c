/*
 * tests/unit/test_facts_prose_measure.c - the rules against real sentences
 *
 * tests/relevance/prose/labels.tsv says what real sentences state; the
 * sentences are read where they lie. Precision and recall are printed for every
 * kind of fact. SHOW=tune in the environment prints what was wrong or missed.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "facts/prose.h"
#include "package.h"
#include "support/readers_support.h"
#include "table.h"

#define LABELS    "tests/relevance/prose/labels.tsv"
#define FACTS_MAX 32
#define TEXT_MAX  64
#define KINDS_MAX 64
#define PARTS     3

struct counts {
    char kind[24];
    int right, wrong, missed;
};

struct part {
    const char *name;
    struct counts kinds[KINDS_MAX];
    size_t kind_count;
    struct counts all;
    int sentences, empty, too_hard;
};

struct measure {
    struct wp_vocab *vocab;
    struct wp_prose *prose;
    struct wp_derived derived;
    struct wp_package *package;
    struct wp_table *table;
    char file[1024], member[1024];
    long row;
    struct part parts[PARTS];
    const char *show;
};

struct label {
    char *file, *member, *column, *field, *part, *facts;
    long row;
    size_t begin, end;
};

/* The next piece of *rest; NULL after the last. */
static char *cut(char **rest, const char *separator)
{
    char *piece = *rest;
    char *end = piece != NULL ? strpbrk(piece, separator) : NULL;

    if (end != NULL) {
        *end = '\0';
    }
    *rest = end != NULL ? end + 1 : NULL;
    return piece;
}

/* ---- facts as short texts ------------------------------------------------ */

/* "18mo" is 18 and "5" is 60 months; high: to the end of that year. */
static long months(const char *text, size_t size, bool high)
{
    char *end = NULL;

    if (size == 0) {
        return high ? 9999 : 0;
    }
    const long number = strtol(text, &end, 10);
    if (end < text + size && *end == 'm') {
        return number;
    }
    return high ? number * 12 + 11 : number * 12;
}

static void put_age(char out[TEXT_MAX], long lo, long hi)
{
    (void)snprintf(out, TEXT_MAX, "age:%ld-%ld", lo, hi);
}

/* A label as the rules' facts are written; true if it is a "!" one. */
static bool read_label(const char *text, char out[TEXT_MAX])
{
    size_t size = strlen(text);
    const bool hard = size > 0 && text[size - 1] == '!';
    const char *dash = strchr(text, '-');

    size -= hard ? 1 : 0;
    if (strncmp(text, "age:", 4) == 0 && dash != NULL) {
        put_age(out, months(text + 4, (size_t)(dash - text) - 4, false),
                months(dash + 1, (size_t)(text + size - dash) - 1, true));
    } else {
        (void)snprintf(out, TEXT_MAX, "%.*s", (int)size, text);
    }
    return hard;
}

static const char *usual_stance(const struct wp_fact *fact)
{
    static const char *const ruled[] = {"document:", "residency",
                                        "sobriety:", "income_fpl"};

    for (size_t i = 0; i < sizeof(ruled) / sizeof(ruled[0]); i++) {
        if (strncmp(fact->code, ruled[i], strlen(ruled[i])) == 0) {
            return "only";
        }
    }
    return strncmp(fact->code, "record:", 7) == 0 ? "excludes" : "welcomes";
}

static void write_fact(const struct wp_fact *fact, char out[TEXT_MAX])
{
    const char *stance = wp_stance_name(fact->stance);

    if (fact->kind == WP_FACT_LANGUAGE) {
        (void)snprintf(out, TEXT_MAX, "lang:%s", fact->code);
    } else if (fact->kind == WP_FACT_COST) {
        if (strcmp(fact->code, "fee") == 0) {
            (void)snprintf(out, TEXT_MAX, "cost:fee:%g", fact->lo);
        } else {
            (void)snprintf(out, TEXT_MAX, "cost:%s", fact->code);
        }
    } else if (fact->kind == WP_FACT_ATTRIBUTE) {
        (void)snprintf(out, TEXT_MAX, "%.*s%s", (int)strcspn(fact->code, ":"),
                       fact->code,
                       fact->stance == WP_STANCE_REFUSES ? "=no" : "");
    } else if (fact->kind == WP_FACT_COVERAGE) {
        (void)snprintf(out, TEXT_MAX, "%s", fact->code);
    } else if (strcmp(fact->code, "age") == 0) {
        put_age(out, isnan(fact->lo) ? 0 : (long)fact->lo,
                isnan(fact->hi) ? 9999 : (long)fact->hi);
    } else if (strcmp(fact->code, "income_fpl") == 0) {
        (void)snprintf(out, TEXT_MAX, "income_fpl:%g", fact->hi);
    } else if (strcmp(stance, usual_stance(fact)) == 0) {
        (void)snprintf(out, TEXT_MAX, "%s", fact->code);
    } else {
        (void)snprintf(out, TEXT_MAX, "%s=%s", fact->code, stance);
    }
}

/* ---- counting ------------------------------------------------------------ */

static struct counts *counts_of(struct part *part, const char *fact)
{
    size_t size = strcspn(fact, ":=");

    for (size_t i = 0; i < part->kind_count; i++) {
        if (strlen(part->kinds[i].kind) == size &&
            strncmp(part->kinds[i].kind, fact, size) == 0) {
            return &part->kinds[i];
        }
    }
    assert_true(part->kind_count < KINDS_MAX);
    struct counts *made = &part->kinds[part->kind_count++];
    (void)snprintf(made->kind, sizeof(made->kind), "%.*s", (int)size, fact);
    return made;
}

struct found {
    char text[TEXT_MAX];
    bool hard, matched;
    const char *rule;
};

static size_t read_facts(const struct measure *measure, struct found *found)
{
    size_t count = 0;

    for (size_t i = 0; i < measure->derived.count && count < FACTS_MAX; i++) {
        const struct wp_fact *fact = &measure->derived.facts[i];
        bool known = false;

        assert_true(fact->extracted && fact->begin < fact->end);
        write_fact(fact, found[count].text);
        for (size_t n = 0; n < count; n++) {
            known = known || strcmp(found[n].text, found[count].text) == 0;
        }
        found[count].matched = false;
        found[count].rule = wp_prose_rule_of(measure->prose, i);
        found[count].hard = fact->weight > WP_EXTRACTED_IMPLIED &&
                            (fact->stance == WP_STANCE_ONLY ||
                             fact->stance == WP_STANCE_EXCLUDES) &&
                            strncmp(fact->code, "document:", 9) != 0;
        count += known ? 0 : 1;
    }
    return count;
}

static void compare(struct measure *measure, struct part *part,
                    const struct label *label, const char *sentence)
{
    struct found found[FACTS_MAX + 1];
    const size_t count = read_facts(measure, found);
    const bool show =
        measure->show != NULL && strcmp(measure->show, part->name) == 0;
    char *rest = label->facts;
    char *one = NULL;

    part->sentences++;
    part->empty += strcmp(label->facts, "-") == 0;
    while ((one = cut(&rest, " ")) != NULL) {
        char wanted[TEXT_MAX];
        const bool hard = read_label(one, wanted);
        bool met = strcmp(one, "-") == 0;

        for (size_t i = 0; i < count; i++) {
            if (strcmp(found[i].text, wanted) == 0) {
                met = true;
                found[i].matched = true;
                counts_of(part, wanted)->right++;
                part->all.right++;
                if (found[i].hard && !hard) {
                    part->too_hard++;
                    if (show) {
                        print_message("HARD    %-24s %-18s %s\n", wanted,
                                      found[i].rule, sentence);
                    }
                }
            }
        }
        if (!met) {
            counts_of(part, wanted)->missed++;
            part->all.missed++;
            if (show) {
                print_message("MISSED  %-24s %-18s [%.5s] %s\n", wanted, "",
                              label->field, sentence);
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!found[i].matched) {
            counts_of(part, found[i].text)->wrong++;
            part->all.wrong++;
            if (show) {
                print_message("WRONG   %-24s %-18s [%.5s] %s\n", found[i].text,
                              found[i].rule, label->field, sentence);
            }
        }
    }
}

/* ---- reading ------------------------------------------------------------- */

static void open_table(struct measure *measure, const struct label *label)
{
    struct wp_error err = WP_ERROR_INIT;
    char path[2048];
    size_t member = 0;
    enum wp_status status;

    if (measure->table != NULL && strcmp(measure->file, label->file) == 0 &&
        strcmp(measure->member, label->member) == 0 &&
        measure->row <= label->row) {
        return;
    }
    wp_table_close(measure->table);
    wp_package_close(measure->package);
    measure->table = NULL;
    measure->package = NULL;
    (void)snprintf(path, sizeof(path), REAL_DATA "%s", label->file);
    if (strcmp(label->member, "-") == 0) {
        status = wp_table_open(path, NULL, &measure->table, &err);
    } else {
        status = wp_package_open(path, &measure->package, &err);
        if (status == WP_OK) {
            status =
                wp_package_find(measure->package, label->member, &member, &err);
        }
        if (status == WP_OK) {
            status = wp_table_open_member(measure->package, member, NULL,
                                          &measure->table, &err);
        }
    }
    if (status != WP_OK) {
        fail_msg("%s: %s", path, err.message);
    }
    (void)snprintf(measure->file, sizeof(measure->file), "%s", label->file);
    (void)snprintf(measure->member, sizeof(measure->member), "%s",
                   label->member);
    measure->row = 0;
}

/* Where the files' services are, for the names of counties. */
static const char *state_of(const char *file)
{
    return strstr(file, "miami")     ? "FL"
           : strstr(file, "dc_crie") ? "DC"
           : strstr(file, "sf211")   ? "CA"
           : strstr(file, "ohana")   ? "CA"
           : strstr(file, "wellsky") ? "FL"
           : strstr(file, "ilao")    ? "IL"
                                     : "";
}

static enum wp_prose_field field_of(const char *name)
{
    static const char *const names[WP_PROSE_FIELD_COUNT] = {
        "description",      "eligibility_description", "application_process",
        "fees_description", "required_document",       "accessibility"};

    for (int i = 0; i < WP_PROSE_FIELD_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            return (enum wp_prose_field)i;
        }
    }
    return WP_PROSE_ACCESS;
}

static void measure_label(struct measure *measure, const struct label *label)
{
    struct wp_prose_text text = {.kind = field_of(label->field),
                                 .field = label->field,
                                 .state = state_of(label->file)};
    char sentence[1024];

    open_table(measure, label);
    while (measure->row < label->row) {
        assert_int_equal(wp_table_next(measure->table, NULL), WP_OK);
        measure->row++;
    }
    const long column = wp_table_column(measure->table, label->column);
    assert_true(column >= 0);
    const char *cell = wp_table_text(measure->table, column);
    assert_true(label->begin < label->end && label->end <= strlen(cell) &&
                label->end - label->begin < sizeof(sentence));
    memcpy(sentence, cell + label->begin, label->end - label->begin);
    sentence[label->end - label->begin] = '\0';
    text.text = sentence;
    measure->derived.count = 0;
    wp_prose_read(measure->prose, &measure->derived, &text);
    for (int i = 0; i < PARTS; i++) {
        if (strcmp(measure->parts[i].name, label->part) == 0) {
            compare(measure, &measure->parts[i], label, sentence);
        }
    }
}

/* ---- reporting ----------------------------------------------------------- */

static double ratio(int part, int rest)
{
    return part + rest == 0 ? 1.0 : (double)part / (part + rest);
}

static int by_kind(const void *one, const void *two)
{
    return strcmp(((const struct counts *)one)->kind,
                  ((const struct counts *)two)->kind);
}

static void print_part(struct part *part)
{
    print_message("%s: %d sentences, %d without a fact\n", part->name,
                  part->sentences, part->empty);
    qsort(part->kinds, part->kind_count, sizeof(part->kinds[0]), by_kind);
    for (size_t i = 0; i < part->kind_count; i++) {
        const struct counts *one = &part->kinds[i];
        print_message("  %-12s precision %.3f  recall %.3f  (%d right, %d "
                      "wrong, %d missed)\n",
                      one->kind, ratio(one->right, one->wrong),
                      ratio(one->right, one->missed), one->right, one->wrong,
                      one->missed);
    }
    print_message("  %-12s precision %.3f  recall %.3f  (%d right, %d wrong, "
                  "%d missed); %d shut out without excluding words\n",
                  "all", ratio(part->all.right, part->all.wrong),
                  ratio(part->all.right, part->all.missed), part->all.right,
                  part->all.wrong, part->all.missed, part->too_hard);
}

static void read_all(struct measure *measure)
{
    FILE *file = fopen(LABELS, "r");
    char line[1024];

    assert_non_null(file);
    while (fgets(line, sizeof(line), file) != NULL) {
        char *rest = line;
        struct label label;

        if (line[0] == '#' || strncmp(line, "file\t", 5) == 0) {
            continue;
        }
        line[strcspn(line, "\n")] = '\0';
        label.file = cut(&rest, "\t");
        label.member = cut(&rest, "\t");
        label.row = strtol(cut(&rest, "\t"), NULL, 10);
        label.column = cut(&rest, "\t");
        label.begin = strtoul(cut(&rest, "\t"), NULL, 10);
        label.end = strtoul(cut(&rest, "\t"), NULL, 10);
        label.field = cut(&rest, "\t");
        label.part = cut(&rest, "\t");
        label.facts = cut(&rest, "\t");
        assert_non_null(label.facts);
        measure_label(measure, &label);
    }
    (void)fclose(file);
}

static void rules_are_precise_on_real_sentences(void **state)
{
    struct measure measure = {.show = getenv("SHOW")};

    (void)state;
    NEEDS(REAL_DATA "hsds/hsds1_miami_open211_2019.zip");
    measure.parts[0].name = "tune";
    measure.parts[1].name = "held";
    measure.parts[2].name = "blind";
    assert_int_equal(wp_vocab_create(&measure.vocab, NULL), WP_OK);
    assert_int_equal(wp_prose_create(&measure.prose, NULL), WP_OK);
    wp_derived_init(&measure.derived, measure.vocab);
    read_all(&measure);
    struct part all = {.name = "overall"};
    for (int i = 0; i < PARTS; i++) {
        const struct part *part = &measure.parts[i];
        print_part(&measure.parts[i]);
        all.all.right += part->all.right;
        all.all.wrong += part->all.wrong;
        all.all.missed += part->all.missed;
        all.sentences += part->sentences;
        all.empty += part->empty;
        all.too_hard += part->too_hard;
    }
    print_part(&all);
    assert_true(all.sentences >= 300);
    assert_true(all.empty >= 80);
    assert_true(ratio(all.all.right, all.all.wrong) >= 0.95);
    assert_true(ratio(all.all.right, all.all.missed) >= 0.80);
    assert_int_equal(measure.parts[0].too_hard, 0);
    assert_true(all.too_hard <= 3);
    assert_int_equal(wp_prose_stats(measure.prose)->gave_up, 0);

    wp_table_close(measure.table);
    wp_package_close(measure.package);
    wp_derived_clear(&measure.derived);
    wp_prose_destroy(measure.prose);
    wp_vocab_destroy(measure.vocab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_precise_on_real_sentences),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
