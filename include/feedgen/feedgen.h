/* SPDX-License-Identifier: ISC */
/*
 * feedgen.h - feeds and sitemaps of a static site: the whole public surface,
 * with feedgen/feed.h and feedgen/diag.h.
 *
 * The library keeps no state between calls, installs no handlers, writes to no
 * stream and never exits.  Without memory it prints one line and aborts.
 * Functions may be called from several threads after feedgen_init().
 */
#ifndef FEEDGEN_FEEDGEN_H
#define FEEDGEN_FEEDGEN_H

#include "feedgen/diag.h"
#include "feedgen/feed.h"

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define FEEDGEN_VERSION "0.1.0"

/* The version of the library at run time, as FEEDGEN_VERSION. Static. */
const char *feedgen_version(void);
/* Versions of the libraries that it was built with, one a line. Static. */
const char *feedgen_libraries(void);

/*
 * Prepare libxml2 for threads.  Call it once before other threads use feedgen
 * or libxml2; a program with one thread need not.
 */
void feedgen_init(void);

/*
 * Read a time in the format of RFC 3339, with its zone, such as
 * "2026-01-31T12:00:00+01:00" or "2026-01-31T11:00:00Z".  False if it is none.
 */
bool feedgen_time_parse(struct feedgen_time *out, const char *text);
/* Write a time that is set in that format, with its terminator. */
#define FEEDGEN_TIME_SIZE 26
void feedgen_time_format(
    char out[FEEDGEN_TIME_SIZE], struct feedgen_time time);

/* What became of the work; the values are the program's exit statuses. */
enum feedgen_status {
	FEEDGEN_OK = 0,	    /* done, or nothing to do; the document is valid */
	FEEDGEN_INVALID = 1, /* errors in the input or the document */
	FEEDGEN_USAGE = 2,   /* wrong usage or configuration */
	FEEDGEN_FAILED = 3   /* the system failed: I/O, memory, threads */
};

/*
 * What to build.  Begin with FEEDGEN_BUILD_OPTIONS_INIT: zeros mean defaults.
 * All strings are borrowed for the length of the call.
 */
struct feedgen_build_options {
	size_t size;		 /* of this struct, for later versions */
	const char *site;	 /* folder of the site; NULL: "." */
	const char *destination; /* NULL: the configuration's */
	const char *const *configs; /* _config.yml files, later ones win */
	size_t config_count;	 /* 0: _config.yml of the site */
	const char *options_file; /* NULL: feedgen.yml of the site, if any */
	struct feedgen_time now; /* unset: the configuration's, else the clock */
	unsigned jobs;		 /* worker threads; 0: as many as are good */
	bool drafts;		 /* announce drafts too */
	bool future;		 /* announce posts of the future too */
	bool dry_run;		 /* do all but write */
	bool keep_going;	 /* leave broken sources out, publish the rest */
	bool strict;		 /* warnings count as errors */
};

#define FEEDGEN_BUILD_OPTIONS_INIT                                             \
	{                                                                      \
		.size = sizeof(struct feedgen_build_options)                   \
	}

/* What became of one output file. */
enum feedgen_output_status {
	FEEDGEN_CREATED,
	FEEDGEN_UPDATED,
	FEEDGEN_UNCHANGED,
	FEEDGEN_REMOVED
};

/* One output file; strings are valid only during the call. */
struct feedgen_output {
	const char *path;   /* destination and path below it */
	const char *format; /* "Atom", "RSS", "sitemap", "robots.txt" */
	enum feedgen_output_status status;
	size_t items; /* entries or URLs in it */
	size_t bytes;
};

/* Receives what was written, in order, after it has been published. */
typedef void feedgen_output_fn(
    const struct feedgen_output *output, void *payload);

/* Where results go; each function may be NULL. */
struct feedgen_report {
	feedgen_diag_fn *diag;
	feedgen_output_fn *output;
	void *payload; /* handed to both */
};

/*
 * Read the site, make its feeds and sitemap, validate and publish them: all
 * files or none.  Returns what the program exits with.
 */
enum feedgen_status feedgen_build(const struct feedgen_build_options *options,
    const struct feedgen_report *report);

/* What a file of the site is. */
enum feedgen_kind {
	FEEDGEN_POST,	  /* a post, or a draft */
	FEEDGEN_DOCUMENT, /* of another collection */
	FEEDGEN_PAGE,
	FEEDGEN_STATIC
};

/* A file that is in a feed or the sitemap; valid only during the call. */
struct feedgen_listed {
	const char *path;  /* relative to the site's source */
	const char *url;   /* absolute */
	const char *title; /* plain text, or NULL */
	enum feedgen_kind kind;
	struct feedgen_time published; /* may be unset */
	struct feedgen_time updated;   /* may be unset */
	const char *const *categories;
	size_t category_count;
	const char *const *tags;
	size_t tag_count;
	const char *const *feeds; /* paths of those it is in: "/feed.xml" */
	size_t feed_count;
	bool in_sitemap;
};

/* Receives files, the newest first, those without a date last, by path. */
typedef void feedgen_listed_fn(
    const struct feedgen_listed *listed, void *payload);

/*
 * List what feedgen_build() would announce and put into the sitemap; nothing
 * is written.  Returns what it would return.
 */
enum feedgen_status feedgen_list(const struct feedgen_build_options *options,
    feedgen_listed_fn *listed, void *payload,
    const struct feedgen_report *report);

/* Why a file is published, or is in an output, or not; likewise. */
struct feedgen_reason {
	const char *path;   /* of the file, relative to the site's source */
	const char *output; /* "/feed.xml"; NULL: is it published at all? */
	bool is_kept;	    /* published, in that output */
	const char *rule;   /* stable slug, such as "unpublished"; or "kept" */
	const char *text;   /* in words; lower case, no final stop */
	const char *file;   /* where what decided stands, or NULL */
	unsigned line;	    /* there, from 1; 0: the file as a whole */
	unsigned column;    /* in code points, from 1; 0: the whole line */
};

/* Receives reasons: of the site, of each feed, of the sitemap. */
typedef void feedgen_reason_fn(
    const struct feedgen_reason *reason, void *payload);

/*
 * Say why the file of that path or URL is, or is not, in each output.  A path
 * is relative to the site's source or the current folder; a URL is absolute or
 * begins with a slash.  Only diagnostics of the configuration and of the file
 * are reported.  FEEDGEN_INVALID if the site has no such file.
 */
enum feedgen_status feedgen_explain(
    const struct feedgen_build_options *options, const char *path_or_url,
    feedgen_reason_fn *reason, void *payload,
    const struct feedgen_report *report);

/*
 * Validate a document in memory: Atom feed or entry, RSS 2.0, sitemap or
 * sitemap index.  `name` is the file name for diagnostics.  If format is not
 * NULL, it is set to "Atom feed", "RSS feed", "sitemap", … or NULL; static.
 * FEEDGEN_OK, FEEDGEN_INVALID, or FEEDGEN_USAGE for anything else.
 */
enum feedgen_status feedgen_validate(const char **format, const char *bytes,
    size_t size, const char *name, const struct feedgen_report *report);

/* The same for a file by its path; FEEDGEN_FAILED too, if it can't be read. */
enum feedgen_status feedgen_validate_file(const char **format,
    const char *path, const struct feedgen_report *report);

/* What a difference is about. */
enum feedgen_diff_scope {
	FEEDGEN_DIFF_FILE,    /* a file that only one version has */
	FEEDGEN_DIFF_FEED,    /* what a document says of itself */
	FEEDGEN_DIFF_ENTRY,   /* an entry of a feed */
	FEEDGEN_DIFF_SITEMAP, /* a part that a sitemap index names */
	FEEDGEN_DIFF_URL      /* a URL of a sitemap */
};

enum feedgen_diff_change {
	FEEDGEN_DIFF_CHANGED,
	FEEDGEN_DIFF_ADDED,
	FEEDGEN_DIFF_GONE
};

/* One difference; strings are valid only during the call. */
struct feedgen_difference {
	const char *file; /* the later one, or, of folders, below them */
	enum feedgen_diff_scope scope;
	enum feedgen_diff_change change;
	/*
	 * What was changed: "id", "link", "title", "published", "updated",
	 * "authors", "categories", "summary", "content", "markup" (of content
	 * whose text is the same), "image", "enclosure", "lastmod", "self",
	 * "subtitle", "format".  Static; NULL: added or gone as a whole.
	 */
	const char *field;
	const char *title; /* of the entry, or NULL */
	const char *link;  /* of the entry; the URL of a sitemap; or NULL */
	/* As shown; NULL: absent.  Of "content" and "markup" never given. */
	const char *before, *after;
};

/* How two versions of a document compare as a whole. */
struct feedgen_comparison {
	const char *file;
	const char *format;   /* of the later one, as feedgen_validate() */
	size_t before, after; /* entries or URLs of each */
	size_t both;	      /* of these in both */
	size_t changed;	      /* of these with any difference */
	size_t ids_changed;   /* of these with another id */
};

typedef void feedgen_difference_fn(
    const struct feedgen_difference *difference, void *payload);
typedef void feedgen_comparison_fn(
    const struct feedgen_comparison *comparison, void *payload);

/* Where the differences go; each function may be NULL. */
struct feedgen_diff_report {
	feedgen_diag_fn *diag;
	feedgen_difference_fn *difference;
	feedgen_comparison_fn *comparison; /* after those of the document */
	void *payload;			   /* handed to each */
};

/*
 * Tell what subscribers and crawlers would notice between two versions of a
 * feed or sitemap, or of two folders of such .xml files, by their paths.  A
 * sitemap index stands for the URLs of its parts, if they lie beside it.
 * FEEDGEN_INVALID if an entry has another id, so that readers would show it
 * again; else FEEDGEN_OK, whatever differs.  FEEDGEN_USAGE if there is no
 * document that can be read, FEEDGEN_FAILED if there is no such file.
 */
enum feedgen_status feedgen_diff(const char *before, const char *after,
    const struct feedgen_diff_report *report);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
