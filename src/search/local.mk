libinside_la_SOURCES += \
	src/search/dates.c \
	src/search/dates.h \
	src/search/lexer.c \
	src/search/lexer.h \
	src/search/print.c \
	src/search/query.c \
	src/search/query.h
