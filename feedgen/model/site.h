/* SPDX-License-Identifier: ISC */
/*
 * site.h - what the configuration says: filled once, immutable from then on.
 *
 * Everything lives in the arena that the configuration was read into.
 */
#ifndef FG_MODEL_SITE_H
#define FG_MODEL_SITE_H

#include "base/date.h"
#include "base/value.h"

struct fg_str_list {
	struct fg_str *items;
	size_t n;
};

/* A file of the configuration, as it was read. */
struct fg_config_file {
	struct fg_str name; /* as the user would write it */
	struct fg_str text;
	const struct fg_value *tree; /* a map */
};

/* One set of `defaults:`; reference section 4. */
struct fg_defaults {
	struct fg_str path; /* of the scope; may be empty */
	struct fg_str type; /* absent: any */
	/* What a path with "*" matches on disk, without the collections_dir. */
	struct fg_str_list globbed;
	bool is_glob;
	const struct fg_value *values; /* a map */
};

/* Reference section 2.3. */
struct fg_collection {
	struct fg_str label;
	struct fg_str directory; /* below the source: "colls/_docs" */
	/* Template; absent: by the site's suffix; of posts never absent. */
	struct fg_str permalink;
	struct fg_str sort_by;	 /* or absent */
	struct fg_str_list order;
	bool output;
	bool future;
};

/* One Atom feed of jekyll-feed's configuration; reference section 14.2. */
struct fg_feed_spec {
	struct fg_str path;	  /* "/feed.xml"; begins with a slash */
	struct fg_str collection; /* label */
	struct fg_str category;	  /* only entries of it, or absent */
	struct fg_str tag;	  /* likewise */
	bool rss;		  /* RSS 2.0, else Atom */
};

/* Our own options: feedgen.yml, or `feedgen:` in _config.yml. */
struct fg_options {
	struct fg_str rss_path; /* "/rss.xml"; absent: no RSS */
	struct fg_str sitemap_path; /* "/sitemap.xml"; absent: none */
	bool robots;	 /* write robots.txt where the site has none */
	struct fg_str lang; /* overrides the site's */
	struct fg_str rights;
	unsigned ttl; /* RSS <ttl>, minutes; 0: none */
};

struct fg_site {
	/* The site's folder, or `source:` below; the current one is "". */
	struct fg_str source;
	int source_fd;		   /* open folder */
	struct fg_str destination; /* as named, else below the site's folder */
	struct fg_str config_file; /* for diagnostics about absent keys */
	const struct fg_config_file *files; /* that it is merged from */
	size_t file_count;
	const struct fg_config_file *options_file; /* feedgen.yml, or NULL */
	const struct fg_value *config; /* all of it, merged */

	struct fg_str title; /* `title`, else `name`, else the url's host */
	struct fg_str description;
	struct fg_str url;     /* http(s), normalised, without a final slash */
	struct fg_str identity_url; /* as it is written */
	struct fg_str baseurl; /* or absent */
	struct fg_str lang;
	const struct fg_value *author; /* text or map; or NULL */
	const struct fg_zone *zone;
	struct feedgen_time now; /* in the zone */

	struct fg_str permalink;	/* of posts; styles are expanded */
	struct fg_str permalink_suffix; /* for pages; reference 9.2 */
	struct fg_str collections_dir;	/* without slashes at its ends; or "" */
	struct fg_str data_dir;
	struct fg_str_list include, keep_files;
	struct fg_str_list exclude;	 /* Jekyll's built-in ones included */
	struct fg_str_list markdown_ext; /* lower case, without dots */
	struct fg_str excerpt_separator;
	bool drafts, future, unpublished, strict_front_matter;
	unsigned long limit_posts; /* 0: all */
	struct fg_collection *collections; /* sorted by label; posts included */
	size_t collection_count;
	struct fg_defaults *defaults; /* as listed */
	size_t default_count;

	const struct fg_value *feed; /* jekyll-feed's map, or NULL */
	unsigned long feed_limit;    /* entries in a feed; default 10 */
	bool feed_excerpt_only;
	struct fg_options options;
};

/* The collection of that label, or NULL. */
const struct fg_collection *fg_site_collection(
    const struct fg_site *site, struct fg_str label);
/*
 * Where a value of the configuration, or a copy of it, stands; without a file
 * if it comes from none of the configuration's.
 */
struct fg_place fg_site_place(
    const struct fg_site *site, const struct fg_value *v);

#endif
