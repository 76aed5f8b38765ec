#include "article/toml.h"

struct toml {
    struct span rest;
    uint64_t line;
    struct draft *draft;
    struct buf table, key, value;
    const char *wrong; /* what is, or NULL */
};

static char front(const struct toml *t)
{
    return t->rest.len ? t->rest.ptr[0] : '\n';
}

static bool take(struct toml *t, char c)
{
    if (!t->rest.len || t->rest.ptr[0] != c)
        return false;
    t->line += c == '\n';
    t->rest = span_skip(t->rest, 1);
    return true;
}

static bool fail(struct toml *t, const char *what)
{
    if (!t->wrong)
        t->wrong = what;
    return false;
}

static void blanks(struct toml *t)
{
    while (take(t, ' ') || take(t, '\t'))
        continue;
}

static void comment(struct toml *t)
{
    blanks(t);
    if (front(t) == '#')
        while (front(t) != '\n')
            t->rest = span_skip(t->rest, 1);
}

/* Blanks, comments and line ends. */
static void space(struct toml *t)
{
    do
        comment(t);
    while (take(t, '\n'));
}

static bool add_escape(struct toml *t, struct buf *out)
{
    static const char from[] = "btnfr\"\\e", to[] = "\b\t\n\f\r\"\\\033";
    char c = front(t);
    const char *known = strchr(from, c);
    t->rest = span_skip(t->rest, 1);
    if (c && known) {
        buf_add_char(out, to[known - from]);
        return true;
    }
    if (c != 'u' && c != 'U')
        return fail(t, "an unknown escape");
    int32_t rune = 0;
    for (int i = c == 'u' ? 4 : 8; i > 0; i--) {
        static const char hex[] = "0123456789abcdef";
        char digit = front(t);
        const char *at = digit ? strchr(hex, digit >= 'A' && digit <= 'F' ? digit + 32 : digit) : NULL;
        if (!at || rune > 0x10ffff)
            return fail(t, "a bad \\u escape");
        rune = rune * 16 + (int32_t)(at - hex);
        t->rest = span_skip(t->rest, 1);
    }
    if (rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000))
        return fail(t, "a bad \\u escape");
    buf_add_rune(out, rune);
    return true;
}

/* "…", '…', and their forms over several lines. */
static bool string(struct toml *t, struct buf *out)
{
    char quote = front(t);
    take(t, quote);
    bool several = t->rest.len >= 2 && t->rest.ptr[0] == quote && t->rest.ptr[1] == quote;
    if (several) {
        t->rest = span_skip(t->rest, 2);
        take(t, '\n');
    }
    while (t->rest.len) {
        struct span s = t->rest;
        if (!several && s.ptr[0] == '\n')
            break;
        if (s.ptr[0] == quote && (!several || (s.len >= 3 && s.ptr[1] == quote && s.ptr[2] == quote))) {
            t->rest = span_skip(s, several ? 3 : 1);
            while (several && take(t, quote)) /* up to two may stand before the three */
                buf_add_char(out, quote);
            return true;
        }
        take(t, s.ptr[0]);
        if (s.ptr[0] != '\\' || quote == '\'') {
            buf_add_char(out, s.ptr[0]);
        } else if (several && front(t) == '\n') {
            while (t->rest.len && strchr(" \t\n", front(t)))
                take(t, front(t));
        } else if (!add_escape(t, out)) {
            return false;
        }
    }
    return fail(t, "a string that does not end");
}

static bool bare(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           (unsigned char)c >= 0x80;
}

/* a.b."c d" */
static bool dotted_key(struct toml *t, struct buf *out)
{
    do {
        blanks(t);
        size_t before = out->len;
        if (front(t) == '"' || front(t) == '\'') {
            if (!string(t, out))
                return false;
        } else {
            while (bare(front(t))) {
                buf_add_char(out, front(t));
                t->rest = span_skip(t->rest, 1);
            }
            if (out->len == before)
                return fail(t, "no key");
        }
        blanks(t);
    } while (front(t) == '.' && (buf_add_char(out, '.'), take(t, '.')));
    return true;
}

/* A number, date or boolean, as written; an inline table. */
static bool plain(struct toml *t, struct buf *out)
{
    size_t start = out->len, depth = 0;
    for (char c; (c = front(t)) != '\n' && (depth || !strchr(",]#", c)); t->rest = span_skip(t->rest, 1)) {
        depth += c == '{';
        depth -= c == '}' && depth;
        buf_add_char(out, c);
    }
    while (out->len > start && strchr(" \t", out->ptr[out->len - 1]))
        out->len--;
    return out->len > start || fail(t, "no value");
}

static bool scalar(struct toml *t)
{
    buf_clear(&t->value);
    bool ok = front(t) == '"' || front(t) == '\'' ? string(t, &t->value) : plain(t, &t->value);
    if (ok)
        draft_value(t->draft, buf_span(&t->value));
    return ok;
}

/* Lists within lists are one list. */
static bool list(struct toml *t)
{
    size_t depth = 0;
    draft_open(t->draft, true);
    do {
        space(t);
        if (!t->rest.len) {
            fail(t, "a list that does not end");
            break;
        }
        if (take(t, '['))
            depth++;
        else if (take(t, ']'))
            depth--;
        else if (!take(t, ',') && !scalar(t))
            break;
    } while (depth);
    draft_close(t->draft);
    return !t->wrong;
}

static bool table(struct toml *t)
{
    int brackets = take(t, '[') + take(t, '[');
    buf_clear(&t->table);
    if (!dotted_key(t, &t->table))
        return false;
    while (brackets-- > 0)
        if (!take(t, ']'))
            return fail(t, "a table without its ]");
    buf_add_char(&t->table, '.');
    return true;
}

static bool assignment(struct toml *t)
{
    buf_clear(&t->key);
    buf_add_span(&t->key, buf_span(&t->table));
    if (!dotted_key(t, &t->key))
        return false;
    if (!take(t, '='))
        return fail(t, "no « = » behind a key");
    blanks(t);
    draft_key(t->draft, buf_span(&t->key));
    return front(t) == '[' ? list(t) : scalar(t);
}

enum limier_status toml_read(struct span text, uint64_t first_line, struct draft *d, struct limier_error *err)
{
    struct toml t = {.rest = text, .line = first_line, .draft = d};
    enum limier_status status = LIMIER_OK;
    for (space(&t); t.rest.len && !t.wrong; space(&t)) {
        bool ok = front(&t) == '[' ? table(&t) : assignment(&t);
        comment(&t);
        if (ok && front(&t) != '\n')
            fail(&t, "something behind a value");
        if (t.wrong)
            break;
    }
    if (t.wrong)
        status = error_set(err, LIMIER_INPUT, "line %llu: %s", (unsigned long long)t.line, t.wrong);
    buf_release(&t.table);
    buf_release(&t.key);
    buf_release(&t.value);
    return status;
}
