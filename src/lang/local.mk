libinside_la_SOURCES += \
	src/lang/analyzer.c \
	src/lang/analyzer.h \
	src/lang/chars.c \
	src/lang/chars.h \
	src/lang/inclusive.c \
	src/lang/inclusive.h \
	src/lang/sames.c \
	src/lang/sames.h \
	src/lang/scan.c \
	src/lang/scan.h \
	src/lang/stem.c \
	src/lang/stem.h \
	src/lang/stem_rules.c \
	src/lang/stem_rules.h \
	src/lang/stem_verbs.c \
	src/lang/stem_verbs.h \
	src/lang/stem_words.c \
	src/lang/stem_words.h \
	src/lang/stop.c \
	src/lang/stop.h \
	src/lang/variants.c \
	src/lang/variants.h \
	src/lang/word.c \
	src/lang/word.h
