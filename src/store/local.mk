libinside_la_SOURCES += \
	src/store/base.hh \
	src/store/bulk.cc \
	src/store/check.c \
	src/store/check.h \
	src/store/count.cc \
	src/store/facts.cc \
	src/store/folder.c \
	src/store/folder.h \
	src/store/guard.cc \
	src/store/guard.hh \
	src/store/internal.hh \
	src/store/open.cc \
	src/store/parts.cc \
	src/store/query.cc \
	src/store/record.c \
	src/store/record.h \
	src/store/schema.c \
	src/store/schema.h \
	src/store/search.cc \
	src/store/search.hh \
	src/store/store.h \
	src/store/write.cc
