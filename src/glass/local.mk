libinside_la_SOURCES += \
	src/glass/glass.h
