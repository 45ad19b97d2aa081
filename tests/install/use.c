/* SPDX-License-Identifier: ISC */
/* use.c - a user's program in C: validates what the library has written. */
#include <feedgen/feedgen.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int
main(void)
{
	struct feedgen_url url = {.loc = "https://example.org/"};
	struct feedgen_report report = {0};
	enum feedgen_status status;
	char *sitemap;
	size_t size;

	feedgen_init();
	if (strcmp(feedgen_version(), FEEDGEN_VERSION) != 0)
		return EXIT_FAILURE;
	if (feedgen_sitemap_write(&sitemap, &size, &url, 1) != 0)
		return EXIT_FAILURE;
	status = feedgen_validate(NULL, sitemap, size, "sitemap.xml", &report);
	free(sitemap);
	if (status != FEEDGEN_OK)
		return EXIT_FAILURE;
	puts(feedgen_version());
	return EXIT_SUCCESS;
}
