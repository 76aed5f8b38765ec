command_sources += \
	src/cli/cli.c \
	src/cli/cli.h \
	src/cli/cmd_analyze.c \
	src/cli/cmd_eval.c \
	src/cli/cmd_explain.c \
	src/cli/cmd_help.c \
	src/cli/cmd_index.c \
	src/cli/cmd_search.c \
	src/cli/cmd_show.c \
	src/cli/cmd_stats.c \
	src/cli/indexing.h \
	src/cli/main.c \
	src/cli/options.c \
	src/cli/options.h \
	src/cli/pager.c \
	src/cli/pager.h \
	src/cli/progress.c \
	src/cli/progress.h \
	src/cli/queries.c \
	src/cli/queries.h \
	src/cli/report.c \
	src/cli/report.h \
	src/cli/request.c \
	src/cli/request.h \
	src/cli/tally.c \
	src/cli/tally.h \
	src/cli/units.c \
	src/cli/units.h
limier_SOURCES += src/cli/handover.c
limier_index_SOURCES += src/cli/indexing.c
