/* engine/vocab/tables.S - the datasets/ tables, carried inside the library
 *
 * wp_table_NAME .. wp_table_NAME_end hold the file's bytes and one NUL. The
 * paths are relative to the project's root, where the compiler runs.
 */
        .section .note.GNU-stack,"",%progbits
        .section .rodata

        .macro table name, path
        .balign 16
        .global wp_table_\name
        .global wp_table_\name\()_end
        .hidden wp_table_\name
        .hidden wp_table_\name\()_end
wp_table_\name:
        .incbin "\path"
wp_table_\name\()_end:
        .byte 0
        .endm

        table needs, datasets/vocabulary/needs.tsv
        table lexicon, datasets/vocabulary/lexicon.tsv
        table questions, datasets/vocabulary/questions.tsv
        table parts, datasets/vocabulary/parts.tsv
        table payers, datasets/payers/payers.tsv
        table poverty, datasets/poverty/guidelines.tsv
        table weights, datasets/scoring/weights.tsv
        table numbers, datasets/scoring/numbers.tsv
        table zips, datasets/places/zips.tsv
        table counties, datasets/places/counties.tsv
        table adjacency, datasets/places/county_adjacency.tsv
        table languages, datasets/languages/languages.tsv
        table crisis, datasets/safety/crisis.tsv
        table crisis_words, datasets/safety/crisis_words.tsv
        table crisis_patterns, datasets/safety/crisis_patterns.tsv
        table prose, datasets/prose/rules.tsv
        table hotlines, datasets/safety/hotlines.tsv
        table sentences, datasets/sentences/sentences.tsv
