# The printers: part of the program, and compiled into their unit test.
out_sources = \
	src/out/eval.h \
	src/out/json.h \
	src/out/json_eval.c \
	src/out/json_facts.c \
	src/out/json_hits.c \
	src/out/json_index.c \
	src/out/json_value.c \
	src/out/json_value.h \
	src/out/plain.c \
	src/out/plain.h \
	src/out/print_article.c \
	src/out/print_article.h \
	src/out/print_eval.c \
	src/out/print_lines.c \
	src/out/print_text.c \
	src/out/print_trec.c \
	src/out/printer.c \
	src/out/printer.h \
	src/out/sink.c \
	src/out/sink.h \
	src/out/style.c \
	src/out/style.h \
	src/out/trec.h \
	src/out/wrap.c \
	src/out/wrap.h

command_sources += $(out_sources)
