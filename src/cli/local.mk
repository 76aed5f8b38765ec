limier_SOURCES += \
	src/cli/main.c
