libinside_la_SOURCES += \
	src/store/base.hh \
	src/store/guard.cc \
	src/store/guard.hh \
	src/store/record.h \
	src/store/schema.c \
	src/store/schema.h \
	src/store/store.h
