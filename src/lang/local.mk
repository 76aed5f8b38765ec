libinside_la_SOURCES += \
	src/lang/analyzer.c \
	src/lang/analyzer.h \
	src/lang/chars.c \
	src/lang/chars.h \
	src/lang/explained.c \
	src/lang/explained.h \
	src/lang/explained_align.c \
	src/lang/explained_align.h \
	src/lang/explained_names.c \
	src/lang/explained_names.h \
	src/lang/inclusive.c \
	src/lang/inclusive.h \
	src/lang/scan.c \
	src/lang/scan.h \
	src/lang/stem.c \
	src/lang/stem.h \
	src/lang/stem_rules.c \
	src/lang/stem_rules.h \
	src/lang/stem_words.c \
	src/lang/stem_words.h \
	src/lang/stop.c \
	src/lang/stop.h \
	src/lang/variants.c \
	src/lang/variants.h \
	src/lang/word.c \
	src/lang/word.h
