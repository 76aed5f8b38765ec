libinside_la_SOURCES += \
	src/eval/columns.c \
	src/eval/columns.h \
	src/eval/judgements.c \
	src/eval/judgements.h \
	src/eval/measure.c \
	src/eval/measure.h \
	src/eval/randomise.c \
	src/eval/randomise.h \
	src/eval/trec_run.c \
	src/eval/trec_run.h
