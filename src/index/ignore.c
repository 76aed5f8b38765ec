#include "index/ignore.h"

#include "base/bug.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>

void ignore_init(struct ignore *ig)
{
    *ig = (struct ignore){0};
}

void ignore_release(struct ignore *ig)
{
    free(ig->rules);
    arena_release(&ig->arena);
    ignore_init(ig);
}

void ignore_add(struct ignore *ig, struct span folder, struct span line)
{
    line = span_trim(line);
    if (line.len == 0 || line.ptr[0] == '#')
        return;
    struct ignore_rule rule = {0};
    if (line.ptr[0] == '!') {
        rule.negated = true;
        line = span_skip(line, 1);
    }
    if (line.len && line.ptr[line.len - 1] == '/') {
        rule.folders_only = true;
        line.len--;
    }
    rule.anchored = memchr(line.ptr, '/', line.len) != NULL;
    if (line.len && line.ptr[0] == '/')
        line = span_skip(line, 1);
    if (line.len == 0)
        return;
    rule.pattern = arena_str(&ig->arena, line);
    rule.folder = arena_copy(&ig->arena, folder);
    ig->rules = mem_grow(ig->rules, &ig->cap, ig->count + 1, sizeof *ig->rules);
    ig->rules[ig->count++] = rule;
}

void ignore_read(struct ignore *ig, struct span folder, const char *at)
{
    struct arena scratch;
    arena_init(&scratch);
    FILE *file = fopen(arena_printf(&scratch, "%s/.limierignore", at), "re");
    if (file) {
        char line[1024];
        while (fgets(line, sizeof line, file))
            ignore_add(ig, folder, span_str(line));
        fclose(file);
    }
    arena_release(&scratch);
}

void ignore_truncate(struct ignore *ig, size_t count)
{
    BUG_IF(count > ig->count);
    ig->count = count;
}

/* Without FNM_PATHNAME a « * » matches « / » too: what « ** » asks for. */
static bool pattern_matches(const char *pattern, const char *text)
{
    return fnmatch(pattern, text, strstr(pattern, "**") ? 0 : FNM_PATHNAME) == 0;
}

bool ignore_matches(const struct ignore *ig, struct span path, bool is_folder)
{
    struct arena scratch;
    arena_init(&scratch);
    bool ignored = false;
    for (size_t i = ig->count; i-- > 0;) {
        const struct ignore_rule *rule = &ig->rules[i];
        if ((rule->folders_only && !is_folder) || !span_starts(path, rule->folder))
            continue;
        const char *below = arena_str(&scratch, span_skip(path, rule->folder.len));
        const char *name = strrchr(below, '/');
        if (pattern_matches(rule->pattern, rule->anchored || !name ? below : name + 1)) {
            ignored = !rule->negated;
            break;
        }
    }
    arena_release(&scratch);
    return ignored;
}
