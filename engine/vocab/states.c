/* engine/vocab/states.c - states and territories by letters and by name */
#include <string.h>

#include "base/words.h"
#include "vocab/places.h"

static const struct {
    char letters[3];
    const char *name; /* folded */
} states[] = {
    {"AK", "alaska"},
    {"AL", "alabama"},
    {"AR", "arkansas"},
    {"AS", "american samoa"},
    {"AZ", "arizona"},
    {"CA", "california"},
    {"CO", "colorado"},
    {"CT", "connecticut"},
    {"DC", "district of columbia"},
    {"DC", "washington dc"},
    {"DE", "delaware"},
    {"FL", "florida"},
    {"FM", "federated states of micronesia"},
    {"GA", "georgia"},
    {"GU", "guam"},
    {"HI", "hawaii"},
    {"IA", "iowa"},
    {"ID", "idaho"},
    {"IL", "illinois"},
    {"IN", "indiana"},
    {"KS", "kansas"},
    {"KY", "kentucky"},
    {"LA", "louisiana"},
    {"MA", "massachusetts"},
    {"MD", "maryland"},
    {"ME", "maine"},
    {"MH", "marshall islands"},
    {"MI", "michigan"},
    {"MN", "minnesota"},
    {"MO", "missouri"},
    {"MP", "northern mariana islands"},
    {"MS", "mississippi"},
    {"MT", "montana"},
    {"NC", "north carolina"},
    {"ND", "north dakota"},
    {"NE", "nebraska"},
    {"NH", "new hampshire"},
    {"NJ", "new jersey"},
    {"NM", "new mexico"},
    {"NV", "nevada"},
    {"NY", "new york"},
    {"OH", "ohio"},
    {"OK", "oklahoma"},
    {"OR", "oregon"},
    {"PA", "pennsylvania"},
    {"PR", "puerto rico"},
    {"PW", "palau"},
    {"RI", "rhode island"},
    {"SC", "south carolina"},
    {"SD", "south dakota"},
    {"TN", "tennessee"},
    {"TX", "texas"},
    {"UT", "utah"},
    {"VA", "virginia"},
    {"VI", "us virgin islands"},
    {"VI", "virgin islands"},
    {"VT", "vermont"},
    {"WA", "washington"},
    {"WI", "wisconsin"},
    {"WV", "west virginia"},
    {"WY", "wyoming"},
};

const char *wp_state_letters(const char *name)
{
    char folded[40];
    char letters[3] = "";
    const size_t length =
        wp_words_fold(name, strlen(name), folded, sizeof(folded));

    if (length == 2) {
        letters[0] = (char)(folded[0] - 'a' + 'A');
        letters[1] = (char)(folded[1] - 'a' + 'A');
    }
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
        if (strcmp(states[i].letters, letters) == 0 ||
            strcmp(states[i].name, folded) == 0) {
            return states[i].letters;
        }
    }
    return NULL;
}
