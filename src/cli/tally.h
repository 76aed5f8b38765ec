/* What was refused or noted while indexing, counted by reason: messages without what differs from place to
 * place (line numbers, other numbers, what stands between « »). */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include "out/json.h"

enum { TALLY_REASONS = 200, TALLY_PATHS = 10 };

struct tally {
    struct json_reason *reasons; /* the most frequent first, once tally_sort was called */
    size_t count, cap;
};

void tally_release(struct tally *t);

/* Counts a message; of its paths the first TALLY_PATHS are kept. What comes beyond TALLY_REASONS reasons is
 * counted as « other reasons ». */
void tally_add(struct tally *t, const char *path, const char *message);
/* The same for a note, which may say several things, « ; » between. */
void tally_add_notes(struct tally *t, const char *path, const char *message);
void tally_sort(struct tally *t);

#endif
