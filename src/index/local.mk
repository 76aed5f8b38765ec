libinside_la_SOURCES += \
	src/index/compose.c \
	src/index/compose.h \
	src/index/explain_terms.c \
	src/index/explain_terms.h \
	src/index/file.c \
	src/index/idset.c \
	src/index/idset.h \
	src/index/ignore.c \
	src/index/ignore.h \
	src/index/index.c \
	src/index/index.h \
	src/index/load.c \
	src/index/load.h \
	src/index/manifest.c \
	src/index/manifest.h \
	src/index/members.c \
	src/index/root.c \
	src/index/root.h \
	src/index/run.h \
	src/index/sink.c \
	src/index/version.c \
	src/index/version.h \
	src/index/walk.c \
	src/index/walk.h
