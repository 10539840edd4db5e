/* engine/vocab/tables.h - the embedded datasets/ tables, see tables.S */
#ifndef WP_VOCAB_TABLES_H
#define WP_VOCAB_TABLES_H

#define WP_TABLE(name)                   \
    extern const char wp_table_##name[]; \
    extern const char wp_table_##name##_end[]

WP_TABLE(needs);
WP_TABLE(lexicon);
WP_TABLE(questions);
WP_TABLE(parts);
WP_TABLE(payers);
WP_TABLE(poverty);
WP_TABLE(weights);
WP_TABLE(numbers);
WP_TABLE(zips);
WP_TABLE(counties);
WP_TABLE(adjacency);
WP_TABLE(languages);
WP_TABLE(crisis);
WP_TABLE(crisis_words);
WP_TABLE(crisis_patterns);
WP_TABLE(hotlines);
WP_TABLE(sentences);
WP_TABLE(prose);

#endif /* WP_VOCAB_TABLES_H */
