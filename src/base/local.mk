libinside_la_SOURCES += \
	src/base/arena.c \
	src/base/arena.h \
	src/base/buf.c \
	src/base/buf.h \
	src/base/bug.c \
	src/base/bug.h \
	src/base/doc.h \
	src/base/error.c \
	src/base/error.h \
	src/base/hash.h \
	src/base/span.c \
	src/base/span.h \
	src/base/trace.c \
	src/base/trace.h \
	src/base/utf8.c \
	src/base/utf8.h \
	src/base/vocab.c \
	src/base/vocab.h
