/* What a walk passes over: patterns from --exclude and from .limierignore files, one a line, in the manner of
 * Git: « # » comments, « ! » takes back, a « / » at the end means folders only, a « / » elsewhere ties the
 * pattern to the folder of its file, « * » stops at « / » and « ** » does not. The last pattern that matches
 * decides. */
#ifndef INDEX_IGNORE_H
#define INDEX_IGNORE_H

#include "base/arena.h"

struct ignore_rule {
    const char *pattern;
    struct span folder; /* path of the folder it counts from, with « / » at its end */
    bool negated, folders_only, anchored;
};

struct ignore {
    struct ignore_rule *rules;
    size_t count, cap;
    struct arena arena;
};

void ignore_init(struct ignore *ig);
void ignore_release(struct ignore *ig);

/* One pattern, as from a line of a file in folder (« » or ending in « / »). */
void ignore_add(struct ignore *ig, struct span folder, struct span line);
/* Every line of the .limierignore in a folder, if there is one. at: where the folder is, for opening. */
void ignore_read(struct ignore *ig, struct span folder, const char *at);
/* Forgets the rules beyond the first count: when a walk leaves a folder. */
void ignore_truncate(struct ignore *ig, size_t count);

/* Is the entry of that path (ending in its name) to be passed over? */
bool ignore_matches(const struct ignore *ig, struct span path, bool is_folder);

#endif
