/* engine/index/tokenizer.h - the analyzer as FTS5's tokenizer "waypost" */
#ifndef WP_INDEX_TOKENIZER_H
#define WP_INDEX_TOKENIZER_H

#include <sqlite3.h>

#include "waypost/error.h"

/* FTS5's own interface on this connection. */
WP_MUST_USE enum wp_status wp_fts5_api(sqlite3 *db, fts5_api **ret_api,
                                       struct wp_error *err);

/* Make `tokenize='waypost'` known to this connection. */
WP_MUST_USE enum wp_status wp_tokenizer_register(sqlite3 *db,
                                                 struct wp_error *err);

#endif /* WP_INDEX_TOKENIZER_H */
