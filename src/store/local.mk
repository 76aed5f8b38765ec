libinside_la_SOURCES += \
	src/store/record.h \
	src/store/schema.c \
	src/store/schema.h \
	src/store/store.h
