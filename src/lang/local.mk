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
	src/lang/explained_words.c \
	src/lang/explained_words.h \
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
	src/lang/synonyms.c \
	src/lang/synonyms.h \
	src/lang/synonyms_table.h \
	src/lang/variants.c \
	src/lang/variants.h \
	src/lang/word.c \
	src/lang/word.h

# The shipped list of synonyms, as a table.
nodist_libinside_la_SOURCES = src/lang/synonyms_table.c
src/lang/synonyms_table.c: $(srcdir)/src/lang/synonymes.txt $(srcdir)/src/lang/synonyms.awk
	$(AM_V_GEN)$(MKDIR_P) src/lang && LC_ALL=C $(AWK) -f $(srcdir)/src/lang/synonyms.awk \
		$(srcdir)/src/lang/synonymes.txt > $@.new && mv $@.new $@
CLEANFILES += src/lang/synonyms_table.c src/lang/synonyms_table.c.new
EXTRA_DIST += src/lang/synonymes.txt src/lang/synonyms.awk
