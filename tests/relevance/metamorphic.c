/*
 * tests/relevance/metamorphic.c - changes whose effect is known beforehand
 *
 * Every service of the county is changed in one way, the county is imported
 * anew, and the fourteen people ask again: what may only help must not lower
 * a score, what may only hurt must not raise one, what says nothing must
 * change nothing.
 */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "relevance.h"

#define COUNTY   "datasets/county/ocotillo.json"
#define HOTLINES "datasets/hotlines/hotlines.json"
#define ROUNDING 0.0051
#define TOLD     5

struct people {
    json_t *clients[32];
    char names[32][80];
    size_t count;
};

static struct people people_load(void)
{
    struct people people = {.count = 0};
    glob_t files;

    if (glob("tests/relevance/vignettes/*.json", 0, NULL, &files) != 0) {
        die("tests/relevance/vignettes", NULL);
    }
    for (size_t i = 0; i < files.gl_pathc && people.count < 32; i++) {
        json_t *file = load_json(files.gl_pathv[i]);
        json_t *client = json_deep_copy(
            json_object_get(json_object_get(file, "county"), "client"));

        json_object_set_new(client, "limit", json_integer(200));
        snprintf(people.names[people.count], sizeof(people.names[0]), "%s",
                 text_of(file, "title"));
        people.clients[people.count++] = client;
        json_decref(file);
    }
    globfree(&files);
    return people;
}

static void people_clear(struct people *people)
{
    for (size_t i = 0; i < people->count; i++) {
        json_decref(people->clients[i]);
    }
}

/* ---- a county changed --------------------------------------------------- */

struct change {
    const char *name;
    void (*apply)(json_t *service);
    bool reversed;
};

static void open_changed(struct directory *directory,
                         const struct change *change)
{
    char path[] = "/tmp/wp-rel-county-XXXXXX.json";
    const int descriptor = mkstemps(path, 5);
    json_t *services = load_json(COUNTY);
    json_t *changed = json_array();
    const size_t count = json_array_size(services);

    for (size_t i = 0; i < count; i++) {
        json_t *service =
            json_array_get(services, change->reversed ? count - 1 - i : i);

        if (change->apply) {
            change->apply(service);
        }
        (void)json_array_append(changed, service);
    }
    if (descriptor < 0 || json_dump_file(changed, path, 0) != 0) {
        die(path, NULL);
    }
    (void)close(descriptor);
    const struct feed county = {path, "ocotillo", "Ocotillo County sample"};
    const struct feed hotlines = {HOTLINES, "hotlines", "National hotlines"};
    const struct feed forwards[] = {county, hotlines};
    const struct feed backwards[] = {hotlines, county};
    directory_open(directory, "county", change->reversed ? backwards : forwards,
                   2);
    (void)unlink(path);
    json_decref(changed);
    json_decref(services);
}

static const char *code_of(const json_t *attribute)
{
    return text_of(json_object_get(attribute, "taxonomy_term"), "code");
}

static const char *taxonomy_of(const json_t *attribute)
{
    return text_of(json_object_get(attribute, "taxonomy_term"), "taxonomy");
}

static void make_fresh(json_t *service)
{
    json_object_set_new(service, "assured_date", json_string(AS_OF));
    json_object_set_new(service, "last_modified",
                        json_string(AS_OF "T08:00:00Z"));
}

static void add_payer(json_t *service, const char *code)
{
    json_t *attributes = json_object_get(service, "attributes");
    char id[40];
    size_t i;
    json_t *one;

    json_array_foreach(attributes, i, one)
    {
        if (strcmp(taxonomy_of(one), "waypost-payers") == 0 &&
            strncmp(code_of(one), code, strlen("medica")) == 0) {
            return; /* says something about it already */
        }
    }
    snprintf(id, sizeof(id), "%.24s%012zu", text_of(service, "id"),
             900000 + strlen(code));
    json_array_append_new(
        attributes,
        json_pack("{s:s, s:s, s:s, s:s, s:{s:s, s:s, s:s, s:s}}", "id", id,
                  "link_entity", "service", "link_type", "payment", "value",
                  "accepts", "taxonomy_term", "id", id, "code", code, "name",
                  code, "taxonomy", "waypost-payers"));
}

static void accept_medicaid(json_t *service)
{
    add_payer(service, "medicaid:AZ");
}

static void speak_spanish(json_t *service)
{
    json_t *languages = json_object_get(service, "languages");
    char id[40];
    size_t i;
    json_t *one;

    json_array_foreach(languages, i, one)
    {
        if (strcmp(text_of(one, "code"), "es") == 0) {
            return;
        }
    }
    if (!languages) {
        languages = json_array();
        json_object_set_new(service, "languages", languages);
    }
    snprintf(id, sizeof(id), "%.24s%012d", text_of(service, "id"), 910000);
    json_array_append_new(languages, json_pack("{s:s, s:s, s:s, s:s}", "id", id,
                                               "name", "Spanish", "code", "es",
                                               "note", "Spoken by staff"));
}

/* The middle of 85301, as the gazetteer has it. */
static double middle_lat_deg, middle_lon_deg;

static void halve(json_t *location, const char *member, double middle_deg)
{
    const json_t *value = json_object_get(location, member);

    if (json_is_number(value)) {
        json_object_set_new(
            location, member,
            json_real((json_number_value(value) + middle_deg) / 2.0));
    }
}

static void move_nearer(json_t *service)
{
    size_t i;
    json_t *at;

    json_array_foreach(json_object_get(service, "service_at_locations"), i, at)
    {
        json_t *location = json_object_get(at, "location");

        halve(location, "latitude", middle_lat_deg);
        halve(location, "longitude", middle_lon_deg);
    }
}

static void drop_attributes(json_t *service, const char *taxonomy,
                            const char *prefix)
{
    json_t *attributes = json_object_get(service, "attributes");

    for (size_t i = json_array_size(attributes); i-- > 0;) {
        const json_t *one = json_array_get(attributes, i);

        if (strcmp(taxonomy_of(one), taxonomy) == 0 &&
            strncmp(code_of(one), prefix, strlen(prefix)) == 0) {
            (void)json_array_remove(attributes, i);
        }
    }
}

/* The words that say it go too, or the text would still say it. */
static void drop_words(json_t *service)
{
    json_object_del(service, "eligibility_description");
}

static void forget_age(json_t *service)
{
    json_object_del(service, "minimum_age");
    json_object_del(service, "maximum_age");
    drop_words(service);
}

static void forget_sex(json_t *service)
{
    drop_attributes(service, "waypost-eligibility", "sex:");
    drop_words(service);
}

static void forget_payers(json_t *service)
{
    drop_attributes(service, "waypost-payers", "");
    json_object_del(service, "fees_description");
    json_object_del(service, "cost_options");
    drop_words(service);
}

static void forget_languages(json_t *service)
{
    size_t i;
    json_t *at;

    json_object_del(service, "languages");
    json_array_foreach(json_object_get(service, "service_at_locations"), i, at)
    {
        json_object_del(json_object_get(at, "location"), "languages");
    }
}

/* ---- comparing ---------------------------------------------------------- */

static json_t *find(const json_t *list, const char *member, const char *value)
{
    size_t i;
    json_t *one;

    json_array_foreach(list, i, one)
    {
        const json_t *inner = member ? json_object_get(one, "service") : one;

        if (strcmp(text_of(inner, member ? member : "name"), value) == 0) {
            return one;
        }
    }
    return NULL;
}

static const char *id_of(const json_t *result)
{
    return text_of(json_object_get(result, "service"), "id");
}

/* The score of a service wherever it ranks; below zero when it is refused. */
static double score_of(const struct directory *directory,
                       const struct answer *answer, const char *id)
{
    const json_t *result = find(answer->results, "id", id);
    struct wp_matches *matches = NULL;
    struct wp_error err = WP_ERROR_INIT;
    double score = -1.0;

    if (result) {
        return json_number_value(json_object_get(result, "score"));
    }
    if (wp_match_explain(directory->index, directory->vocab, answer->client, id,
                         &matches, &err) != WP_OK) {
        die(id, &err);
    }
    const struct wp_match *match = wp_matches_at(matches, 0);
    bool refused = false;
    for (size_t i = 0; i < match->constraint_count; i++) {
        refused = refused || (match->constraints[i].hard &&
                              match->constraints[i].verdict == WP_FAILS);
    }
    score = refused ? -1.0 : match->score;
    wp_matches_destroy(matches);
    return score;
}

struct tally {
    const char *name;
    size_t compared, wrong;
};

static void blame(struct tally *tally, const char *who, const json_t *result,
                  double before, double after)
{
    if (tally->wrong++ < TOLD) {
        detail("%s, '%s': %.4f became %.4f", who,
               text_of(json_object_get(result, "service"), "name"), before,
               after);
    }
}

static void settle(const struct tally *tally)
{
    if (tally->wrong == 0 && tally->compared > 0) {
        ok("county: %s (%zu comparisons)", tally->name, tally->compared);
    } else {
        not_ok("county: %s: %zu of %zu do not hold", tally->name, tally->wrong,
               tally->compared);
    }
}

/* Nobody who was shown scores less, whoever asks. */
static void never_lowers(const struct directory *before,
                         const struct people *people,
                         const struct change *change)
{
    struct directory after;
    struct tally tally = {.name = change->name};

    open_changed(&after, change);
    for (size_t i = 0; i < people->count; i++) {
        struct answer one = ask(before, people->clients[i]);
        struct answer other = ask(&after, people->clients[i]);
        size_t k;
        json_t *result;

        if (change->apply == move_nearer &&
            strcmp(text_of(people->clients[i], "near"), "85301") != 0) {
            answer_clear(&one);
            answer_clear(&other);
            continue;
        }
        json_array_foreach(one.results, k, result)
        {
            const double was =
                json_number_value(json_object_get(result, "score"));
            const double is = score_of(&after, &other, id_of(result));

            tally.compared++;
            if (is < was - ROUNDING) {
                blame(&tally, people->names[i], result, was, is);
            }
        }
        answer_clear(&one);
        answer_clear(&other);
    }
    directory_close(&after);
    settle(&tally);
}

/* Who is shown only since the record fell silent comes with a question. */
static void
silence_is_asked(const struct directory *before, const struct people *people,
                 const struct change *change, const char *constraint)
{
    struct directory after;
    struct tally tally = {.name = change->name};

    open_changed(&after, change);
    for (size_t i = 0; i < people->count; i++) {
        struct answer one = ask(before, people->clients[i]);
        struct answer other = ask(&after, people->clients[i]);
        size_t k;
        json_t *result;

        json_array_foreach(other.results, k, result)
        {
            if (score_of(before, &one, id_of(result)) >= 0.0) {
                continue;
            }
            const json_t *open =
                find(json_object_get(result, "constraints"), NULL, constraint);

            tally.compared++;
            if (text_of(open, "evidence")[0]) {
                continue; /* its running text still says something */
            }
            if (strcmp(text_of(open, "verdict"), "unknown") != 0 ||
                json_array_size(json_object_get(result, "confirm")) == 0) {
                blame(&tally, people->names[i], result, -1.0, 0.0);
            }
        }
        const char *wrong = everywhere(&after, &other, NULL);
        if (wrong && strncmp(wrong, "G3", 2) == 0 && says(wrong, constraint)) {
            tally.wrong++;
            detail("%s: %s", people->names[i], wrong);
        }
        answer_clear(&one);
        answer_clear(&other);
    }
    directory_close(&after);
    settle(&tally);
}

/* A component that was met is not worth more once nothing is said. */
static void silence_is_no_better(const struct directory *before,
                                 const struct people *people,
                                 const struct change *change,
                                 const char *component)
{
    struct directory after;
    struct tally tally = {.name = change->name};

    open_changed(&after, change);
    for (size_t i = 0; i < people->count; i++) {
        struct answer one = ask(before, people->clients[i]);
        struct answer other = ask(&after, people->clients[i]);
        size_t k;
        json_t *result;

        json_array_foreach(one.results, k, result)
        {
            const json_t *later = find(other.results, "id", id_of(result));
            const json_t *was =
                find(json_object_get(result, "components"), NULL, component);
            const json_t *is =
                find(json_object_get(later, "components"), NULL, component);

            if (!was || !is || strcmp(text_of(was, "verdict"), "meets") != 0) {
                continue;
            }
            const double met = json_number_value(json_object_get(was, "score"));
            const double now = json_number_value(json_object_get(is, "score"));
            tally.compared++;
            if (now > met + 1e-9) {
                blame(&tally, people->names[i], result, met, now);
            }
        }
        answer_clear(&one);
        answer_clear(&other);
    }
    directory_close(&after);
    settle(&tally);
}

static void order_is_nothing(const struct directory *before,
                             const struct people *people)
{
    const struct change change = {
        "records in reverse order give the same bytes", NULL, true};
    struct directory after;
    struct tally tally = {.name = change.name};

    open_changed(&after, &change);
    for (size_t i = 0; i < people->count; i++) {
        struct answer one = ask(before, people->clients[i]);
        struct answer other = ask(&after, people->clients[i]);

        tally.compared++;
        if (strcmp(one.bytes, other.bytes) != 0) {
            tally.wrong++;
            detail("%s: the answers differ", people->names[i]);
        }
        answer_clear(&one);
        answer_clear(&other);
    }
    directory_close(&after);
    settle(&tally);
}

void test_metamorphic(const struct directory *directory)
{
    static const struct change helps[] = {
        {"a fresher record never scores less", make_fresh, false},
        {"one more payer taken never scores less", accept_medicaid, false},
        {"one more language never scores less", speak_spanish, false},
        {"a nearer place never scores less", move_nearer, false},
    };
    static const struct change age = {
        "without ages, who was too young or old comes with a question",
        forget_age, false};
    static const struct change sex = {
        "without sexes, who was refused comes with a question", forget_sex,
        false};
    static const struct change payers = {
        "silence about payers is never better than taking one", forget_payers,
        false};
    static const struct change languages = {
        "silence about languages is never better than speaking one",
        forget_languages, false};
    const struct wp_zip *middle = wp_vocab_zip(directory->vocab, "85301");
    struct people people = people_load();

    middle_lat_deg = middle->lat_deg;
    middle_lon_deg = middle->lon_deg;
    for (size_t i = 0; i < sizeof(helps) / sizeof(helps[0]); i++) {
        never_lowers(directory, &people, &helps[i]);
    }
    silence_is_asked(directory, &people, &age, "age");
    silence_is_asked(directory, &people, &sex, "sex");
    silence_is_no_better(directory, &people, &payers, "payer");
    silence_is_no_better(directory, &people, &languages, "language");
    order_is_nothing(directory, &people);
    people_clear(&people);
}
