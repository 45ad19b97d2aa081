/* SPDX-License-Identifier: ISC */
/* robots.c - robots.txt, to tell crawlers where the sitemap is. */
#include "output/robots.h"

/*
 * The one line that jekyll-sitemap writes.  Sitemap lines belong to no group
 * of user agents (RFC 9309, section 2.2.4), and without a group everything may
 * be crawled.
 */
int
fg_robots_write(struct fg_buf *out, struct fg_str sitemap_url)
{
	if (sitemap_url.n == 0)
		return -1;
	for (size_t i = 0; i < sitemap_url.n; i++)
		if ((unsigned char)sitemap_url.p[i] <= ' ' ||
		    sitemap_url.p[i] == '\x7f')
			return -1;
	fg_buf_add_c(out, "Sitemap: ");
	fg_buf_add(out, sitemap_url);
	fg_buf_add_char(out, '\n');
	return 0;
}
