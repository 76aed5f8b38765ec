/* What limier index takes. */
#include "cli/indexing.h"

#include <stddef.h>

static const char *const report_names[] = {"text", "json", NULL};

#define FIELD(name) offsetof(struct index_args, name)

static const struct options_entry options[] = {
    {"as", 0, OPTIONS_TEXT, FIELD(as), "FORMAT", "what every input is (default: look at each)", NULL, NULL},
    {"exclude", 'x', OPTIONS_LIST, FIELD(excludes), "GLOB", "leave out files and folders; may be repeated",
        NULL, NULL},
    {"map", 'm', OPTIONS_LIST, FIELD(maps), "FIELD=NAME,…",
        "what fields are called: title=headline,date=meta.day", NULL, NULL},
    {"date-from-file", 0, OPTIONS_FLAG, FIELD(date_from_file), NULL,
        "date articles without a date by their file's last change", NULL, NULL},
    {"dry-run", 'n', OPTIONS_FLAG, FIELD(dry_run), NULL, "read and report, but write nothing", NULL, NULL},
    {"report", 0, OPTIONS_CHOICE, FIELD(report), "FORMAT", "how to report; JSON goes to standard output",
        "text", report_names},
    {"rebuild", 0, OPTIONS_FLAG, FIELD(rebuild), NULL, "begin anew; the old index serves until it is done",
        NULL, NULL},
    {"threads", 'j', OPTIONS_NUMBER, FIELD(threads), "N", "threads; 0: one a processor, at most 8", "0", NULL},
    {0},
};

const struct command cmd_index = {
    .name = "index",
    .usage = "PATH… | -",
    .summary = "Create or refresh the index of files and folders",
    .details = "New articles are added, changed ones replaced, and those that have vanished from the PATHs\n"
               "removed; unchanged files cost a look. « - » reads an input from standard input. The index is\n"
               "the one of -d, else of $LIMIER_INDEX, else the nearest .limier here or above, else a new\n"
               ".limier here.\n"
               "\n"
               "Inputs that cannot be read are named on standard error and counted, and the exit status is\n"
               "then 3. With -v, so are removed articles and what was repaired in reading. Ctrl-C leaves an\n"
               "index of what was read so far (exit status 130), and the same command goes on.\n"
               "\n"
               "Exit status: 0 done; 2 wrong use; 3 done, but inputs were refused; 4 the index or the system\n"
               "failed; 75 somebody else is writing the index: try again.\n"
               "\n"
               "Examples:\n"
               "  limier index corpus/\n"
               "  limier index -d ~/presse.limier --exclude '*.bak' ~/presse\n"
               "  limier index articles.jsonl.zst\n",
    .options = options,
    .args_size = sizeof(struct index_args),
    .run = indexing_run,
};
