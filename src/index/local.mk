libinside_la_SOURCES +=
