libinside_la_SOURCES += \
	src/lang/analyzer.h
