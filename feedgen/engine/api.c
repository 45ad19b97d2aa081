/* SPDX-License-Identifier: ISC */
/* api.c - the small functions of the public surface. */
#include "feedgen/feedgen.h"

#include <pthread.h>
#include <stdio.h>

#include "base/date.h"
#include "lib/markdown.h"
#include "lib/xml.h"
#include "lib/yaml.h"

const char *
feedgen_version(void)
{
	return FEEDGEN_VERSION;
}

/* Written once, before anybody can read it: libyaml has no macro for it. */
static char libraries[256];
static pthread_once_t libraries_once = PTHREAD_ONCE_INIT;

static void
name_libraries(void)
{
	snprintf(libraries, sizeof(libraries), "%s\nlibyaml %s\n%s",
	    fg_xml_library(), fg_yaml_version(), fg_markdown_library());
}

const char *
feedgen_libraries(void)
{
	pthread_once(&libraries_once, name_libraries);
	return libraries;
}

void
feedgen_init(void)
{
	fg_xml_library_init();
}

bool
feedgen_time_parse(struct feedgen_time *out, const char *text)
{
	return fg_date_parse_rfc3339(out, fg_str_c(text));
}

void
feedgen_time_format(char out[FEEDGEN_TIME_SIZE], struct feedgen_time time)
{
	struct fg_buf text = {0};

	fg_date_rfc3339(&text, time);
	snprintf(out, FEEDGEN_TIME_SIZE, "%s", text.p);
	fg_buf_free(&text);
}
