#include "cli/options.h"

#include "base/buf.h"
#include "base/bug.h"
#include "cli/cli.h"
#include "cli/report.h"

#include <getopt.h>
#include <stdint.h>
#include <string.h>

static const char *const when_names[] = {"auto", "always", "never", NULL};

const struct options_entry options_global[] = {
    {"index", 'd', OPTIONS_TEXT, offsetof(struct cli, dir), "DIR",
        "the index (default: $LIMIER_INDEX, else the nearest .limier here or above)", NULL, NULL},
    {"color", 0, OPTIONS_CHOICE, offsetof(struct cli, colour), "WHEN", "colours", "auto", when_names},
    {"quiet", 'q', OPTIONS_FLAG, offsetof(struct cli, quiet), NULL, "no progress, no notes, no totals", NULL,
        NULL},
    {"verbose", 'v', OPTIONS_FLAG, offsetof(struct cli, verbose), NULL, "say more on standard error", NULL,
        NULL},
    {"help", 'h', OPTIONS_FLAG, offsetof(struct cli, help), NULL, "this help", NULL, NULL},
    {"version", 0, OPTIONS_FLAG, offsetof(struct cli, version), NULL, "the version", NULL, NULL},
    {0},
};

enum { MOST = 64, FIRST_LONG = 256 };

/* Both tables side by side, in the form of getopt_long. */
struct reader {
    struct cli *cli;
    void *args;
    const struct options_entry *entries[MOST];
    size_t count, globals; /* the first so many are global */
    struct option longs[MOST + 1];
    char shorts[2 * MOST + 3];
};

static void add_table(struct reader *r, const struct options_entry *table)
{
    char *s = r->shorts + strlen(r->shorts);
    for (; table && table->name; table++) {
        BUG_IF(r->count == MOST);
        r->longs[r->count] = (struct option){table->name,
            table->kind == OPTIONS_FLAG ? no_argument : required_argument, NULL, FIRST_LONG + (int)r->count};
        r->entries[r->count++] = table;
        if (!table->letter)
            continue;
        *s++ = table->letter;
        if (table->kind != OPTIONS_FLAG)
            *s++ = ':';
    }
}

/* A command's own letter goes before a global one. */
static const struct options_entry *entry_for(const struct reader *r, int code, void **values)
{
    for (size_t i = r->count; i-- > 0;)
        if (code == FIRST_LONG + (int)i || (code && code == r->entries[i]->letter)) {
            *values = i < r->globals ? r->cli : r->args;
            return r->entries[i];
        }
    return NULL;
}

static bool read_number(const char *text, size_t *out)
{
    size_t n = 0;
    if (!*text)
        return false;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || n > (SIZE_MAX - 9) / 10)
            return false;
        n = n * 10 + (size_t)(*text - '0');
    }
    *out = n;
    return true;
}

static bool read_choice(const char *text, const char *const *choices, size_t *out)
{
    for (size_t i = 0; choices[i]; i++)
        if (strcmp(text, choices[i]) == 0) {
            *out = i;
            return true;
        }
    return false;
}

static bool store(const struct options_entry *e, void *values, const char *text)
{
    void *field = (char *)values + e->offset;
    switch (e->kind) {
    case OPTIONS_FLAG: *(bool *)field = true; return true;
    case OPTIONS_TEXT: *(const char **)field = text; return true;
    case OPTIONS_NUMBER: return read_number(text, field);
    case OPTIONS_CHOICE: return read_choice(text, e->choices, field);
    case OPTIONS_LIST: {
        struct options_list *list = field;
        list->items = mem_grow(list->items, &list->cap, list->count + 1, sizeof *list->items);
        list->items[list->count++] = text;
        return true;
    }
    }
    BUG("unknown kind of option");
}

void options_preset(const struct options_entry *table, void *values)
{
    for (; table && table->name; table++)
        if (table->preset && !store(table, values, table->preset))
            BUG("a default that is none");
}

/* What to add where somebody may have meant an excluded word. */
static const char *about_dash(const struct reader *r, const char *word)
{
    bool query = r->cli->command && r->cli->command->query;
    return query && word[1] != '-' ? "; an excluded word comes after another word or after --" : "";
}

static void report_value(
    const struct reader *r, const struct options_entry *e, const char *word, const char *text)
{
    if (e->kind == OPTIONS_NUMBER) {
        report_usage(r->cli, "--%s: '%s' is no number%s", e->name, text, about_dash(r, word));
        return;
    }
    struct buf names = {0};
    for (size_t i = 0; e->choices[i]; i++)
        buf_printf(&names, "%s%s", i ? ", " : "", e->choices[i]);
    report_usage(r->cli, "--%s: '%s' is none of %s", e->name, text, buf_str(&names));
    buf_release(&names);
}

/* getopt has said « ? » or « : » about word, at which it was looking. */
static void report_option(const struct reader *r, int code, const char *word)
{
    void *values;
    const struct options_entry *e = entry_for(r, optopt, &values);
    if (e && code == ':')
        report_usage(r->cli, "option %s needs %s", word, e->argument);
    else if (e && word[1] == '-')
        report_usage(r->cli, "option --%s takes no value", e->name);
    else
        report_usage(r->cli, "unknown option '%s'%s", word, about_dash(r, word));
}

/* « -x » of a known letter, or « --name ». */
static bool is_option(const struct reader *r, const char *word)
{
    if (word[0] != '-' || word[1] == '\0')
        return false;
    bool query = r->cli->command && r->cli->command->query && r->cli->nwords > 0;
    void *values;
    return !query || word[1] == '-' || (word[2] == '\0' && entry_for(r, word[1], &values));
}

/* Reads the options of one word (« -vq » are two) and the value behind it: returns how many words those were, 0
 * on wrong use. getopt begins anew for each, so that it never sees what is_option has kept from it. */
static int read_options(const struct reader *r, int argc, char **argv)
{
    optind = 0; /* glibc: begin anew */
    do {
        int code = getopt_long(argc, argv, r->shorts, r->longs, NULL);
        void *values;
        const struct options_entry *e = code == '?' || code == ':' ? NULL : entry_for(r, code, &values);
        if (!e) {
            report_option(r, code, argv[1]);
            return 0;
        }
        if (!store(e, values, optarg)) {
            report_value(r, e, argv[1], optarg);
            return 0;
        }
    } while (optind == 1);
    return optind - 1;
}

static void add_word(struct cli *cli, int argc, const char *word)
{
    if (!cli->words)
        cli->words = mem_zero((size_t)argc, sizeof *cli->words);
    cli->words[cli->nwords++] = word;
}

bool options_parse(struct cli *cli, void *args, int argc, char **argv, int *used)
{
    struct reader r = {.cli = cli, .args = args};
    strcpy(r.shorts, "+:");
    add_table(&r, options_global);
    r.globals = r.count;
    if (cli->command)
        add_table(&r, cli->command->options);

    opterr = 0;
    int next = 1;
    while (next < argc) {
        if (strcmp(argv[next], "--") == 0) {
            next++;
            break;
        }
        if (is_option(&r, argv[next])) {
            int n = read_options(&r, argc - next + 1, argv + next - 1);
            if (n == 0)
                return false;
            next += n;
        } else if (cli->command) {
            add_word(cli, argc, argv[next++]);
        } else {
            break;
        }
    }
    *used = next;
    for (; cli->command && next < argc; next++)
        add_word(cli, argc, argv[next]);
    return true;
}
