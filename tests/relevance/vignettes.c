/* tests/relevance/vignettes.c - fourteen people, and what must hold for each */
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "relevance.h"

static void check(const struct directory *directory, const char *title,
                  json_t *client, json_t *predicates)
{
    struct answer answer = ask(directory, client);
    struct answer again = ask(directory, client);
    size_t i;
    json_t *predicate;

    json_array_foreach(predicates, i, predicate)
    {
        char why[400] = "";

        if (holds(directory, &answer, client, predicate, why, sizeof(why))) {
            ok("%s, %s: %s", directory->name, title,
               text_of(predicate, "says"));
        } else {
            not_ok("%s, %s: %s", directory->name, title,
                   text_of(predicate, "says"));
            detail("%s", why);
        }
    }
    const char *wrong = everywhere(directory, &answer, again.bytes);
    if (wrong) {
        not_ok("%s, %s: G1 to G10", directory->name, title);
        detail("%s", wrong);
    } else {
        ok("%s, %s: G1 to G10", directory->name, title);
    }
    answer_clear(&answer);
    answer_clear(&again);
}

void test_vignettes(const struct directory *directory)
{
    glob_t files;

    if (glob("tests/relevance/vignettes/*.json", 0, NULL, &files) != 0) {
        die("tests/relevance/vignettes: run from the top of the tree", NULL);
    }
    for (size_t i = 0; i < files.gl_pathc; i++) {
        json_t *file = load_json(files.gl_pathv[i]);
        json_t *here = json_object_get(file, directory->name);

        if (here) {
            check(directory, text_of(file, "title"),
                  json_object_get(here, "client"),
                  json_object_get(here, "predicates"));
        }
        json_decref(file);
    }
    globfree(&files);
}
