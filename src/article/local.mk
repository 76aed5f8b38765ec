libinside_la_SOURCES += \
	src/article/article.h \
	src/article/date.h \
	src/article/decode.h \
	src/article/input.h \
	src/article/reader.h
