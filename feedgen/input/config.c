/* SPDX-License-Identifier: ISC */
/* config.c - reading the site's configuration and our own options. */
#include "input/config.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/file.h"
#include "base/url.h"
#include "input/config_reader.h"
#include "input/jekyll.h"

/* jekyll-feed's posts_limit. */
#define FEED_LIMIT 10

/* Jekyll 4's DEFAULT_EXCLUDES, appended to the site's own. */
static const char *const built_in_excludes[] = {".sass-cache", ".jekyll-cache",
    ".ruby-lsp", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/", NULL};
static const char *const default_includes[] = {".htaccess", NULL};
static const char *const default_keep_files[] = {".git", ".svn", NULL};

/* ---- files ---- */

static int
open_folder(int *fd, struct fg_str path, struct fg_diags *d)
{
	*fd = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (*fd >= 0)
		return 0;
	return fg_diag(d, FG_SITE_UNREADABLE, fg_in_file(path),
	    fg_show(d, path), fg_show_errno(d, errno));
}

static bool
exists(int dirfd, const char *path)
{
	return faccessat(dirfd, path, F_OK, 0) == 0;
}

static int
refuse_toml(struct fg_config_reader *r, struct fg_str name)
{
	return fg_diag(r->diags, FG_CONFIG_TOML, fg_in_file(name),
	    fg_show(r->diags, name));
}

static int
add_file(
    struct fg_config_reader *r, int dirfd, const char *path, struct fg_str name)
{
	struct fg_config_file *file = &r->files[r->file_count];

	if (r->file_count == 0)
		r->site->config_file = name;
	if (fg_str_eq_nocase(fg_path_extension(name), FG_STR(".toml")))
		return refuse_toml(r, name);
	if (fg_config_load(file, r, dirfd, path, name) != 0)
		return -1;
	r->file_count++;
	return 0;
}

/* The first of Jekyll's three names that is there. */
static int
add_default_file(struct fg_config_reader *r)
{
	static const char *const names[] = {
	    "_config.yml", "_config.yaml", "_config.toml"};
	struct fg_str name = fg_config_name(r, names[0]);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (exists(r->folder_fd, names[i]))
			return add_file(r, r->folder_fd, names[i],
			    fg_config_name(r, names[i]));
	r->site->config_file = name;
	fg_diag(r->diags, FG_CONFIG_NONE, fg_in_file(name),
	    fg_show(r->diags, name));
	return 0;
}

static int
read_files(
    struct fg_config_reader *r, const struct feedgen_build_options *options)
{
	int result = 0;

	/* One more for _config.yml, and one for feedgen.yml. */
	r->files = fg_arena_array(
	    r->arena, options->config_count + 2, sizeof(*r->files));
	if (options->config_count == 0)
		return add_default_file(r);
	for (size_t i = 0; i < options->config_count; i++) {
		const char *path = options->configs[i];
		struct fg_str name = fg_arena_copy(r->arena, fg_str_c(path));

		if (add_file(r, AT_FDCWD, path, name) != 0)
			result = -1;
	}
	return result;
}

static void
merge_files(struct fg_config_reader *r)
{
	struct fg_value *merged = FG_NEW(r->arena, struct fg_value);

	merged->kind = FG_MAP;
	for (size_t i = 0; i < r->file_count; i++)
		merged = fg_value_merge(r->arena, merged, r->files[i].tree);
	r->site->config = merged;
	r->site->files = r->files;
	r->site->file_count = r->file_count;
}

static int
read_options(
    struct fg_config_reader *r, const struct feedgen_build_options *options)
{
	struct fg_config_file *file = &r->files[r->file_count];
	int result;

	if (options->options_file)
		result = fg_config_load(file, r, AT_FDCWD,
		    options->options_file, fg_str_c(options->options_file));
	else if (exists(r->folder_fd, "feedgen.yml"))
		result = fg_config_load(file, r, r->folder_fd, "feedgen.yml",
		    fg_config_name(r, "feedgen.yml"));
	else
		return fg_config_options(r, NULL);
	if (result != 0) {
		fg_config_options(r, NULL);
		return -1;
	}
	r->site->options_file = file;
	return fg_config_options(r, file);
}

/* ---- what the site is ---- */

static struct fg_setting
find(const struct fg_config_reader *r, const char *key)
{
	struct fg_str name = fg_str_c(key);

	return fg_setting_find(r, &name, 1);
}

static int
read_text(struct fg_str *out, struct fg_config_reader *r, const char *key)
{
	return fg_setting_text(out, r, find(r, key));
}

static bool
is_true(const struct fg_config_reader *r, const char *key)
{
	return fg_value_is_true(find(r, key).value);
}

static bool
is_local(struct fg_str host)
{
	return fg_str_eq_nocase(host, FG_STR("localhost")) ||
	       fg_str_ends(host, FG_STR(".localhost")) ||
	       fg_str_eq(host, FG_STR("127.0.0.1")) ||
	       fg_str_eq(host, FG_STR("0.0.0.0")) ||
	       fg_str_eq(host, FG_STR("[::1]"));
}

/* Hosts and paths may be written with any letters. */
static struct fg_str
normalised(struct fg_arena *a, struct fg_str url)
{
	struct fg_buf b = {0};

	fg_url_normalise(&b, url);
	url = fg_arena_copy(a, fg_buf_str(&b));
	fg_buf_free(&b);
	return url;
}

static int
read_url(struct fg_config_reader *r)
{
	struct fg_setting s = find(r, "url");
	struct fg_str text = {NULL, 0}, url;
	struct fg_url parts;

	if (fg_setting_text(&text, r, s) != 0)
		return -1;
	text = fg_str_trim(text);
	if (text.n == 0)
		return fg_setting_fault(r, &s, FG_SITE_URL_MISSING,
		    fg_show(r->diags, r->site->config_file), NULL);
	url = normalised(r->arena, text);
	parts = fg_url_split(text);
	if (!fg_url_is_web(url) || parts.query.p || parts.fragment.p)
		return fg_setting_fault(
		    r, &s, FG_SITE_URL_INVALID, fg_show(r->diags, text), NULL);
	if (is_local(parts.host))
		fg_setting_fault(
		    r, &s, FG_SITE_URL_LOCAL, fg_show(r->diags, text), NULL);
	r->site->identity_url = fg_arena_copy(r->arena, text);
	while (fg_str_ends(url, FG_STR("/")))
		url = fg_str_sub(url, 0, url.n - 1);
	r->site->url = fg_arena_copy(r->arena, url);
	return 0;
}

/* Without a title, the host has to do: a feed must have one. */
static int
read_title(struct fg_config_reader *r)
{
	struct fg_site *site = r->site;
	struct fg_setting s = find(r, "title");
	struct fg_str host;

	if (fg_setting_text(&site->title, r, s) != 0)
		return -1;
	if (fg_str_trim(site->title).n == 0 &&
	    read_text(&site->title, r, "name") != 0)
		return -1;
	if (fg_str_trim(site->title).n > 0 || !site->url.p)
		return 0;
	host = fg_url_split(site->identity_url).host;
	fg_setting_fault(r, &s, FG_SITE_TITLE_MISSING, fg_show(r->diags, host),
	    fg_show(r->diags, site->config_file));
	site->title = fg_arena_copy(r->arena, host);
	return 0;
}

static int
read_identity(struct fg_config_reader *r)
{
	struct fg_site *site = r->site;
	const struct fg_value *author = find(r, "author").value;
	int result = read_url(r);

	result |= read_title(r);
	result |= read_text(&site->description, r, "description");
	result |= read_text(&site->baseurl, r, "baseurl");
	result |= read_text(&site->lang, r, "lang");
	/* jekyll-feed takes false and empty text as no author. */
	if (fg_value_is_true(author) &&
	    !(author->kind == FG_STRING && author->text.n == 0))
		site->author = author;
	if (site->options.lang.p)
		site->lang = site->options.lang;
	return result;
}

/* ---- zone and time ---- */

static struct feedgen_time
clock_time(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (struct feedgen_time){.seconds = now.tv_sec, .set = true};
}

static int
read_zone(struct fg_config_reader *r)
{
	struct fg_setting s = find(r, "timezone");
	struct fg_str name = {NULL, 0};

	if (fg_setting_text(&name, r, s) != 0)
		return -1;
	if (name.n == 0)
		return 0;
	fg_config_open(r, s.file);
	return fg_zone_load(&r->site->zone, r->arena, name, s.place, r->diags);
}

/* The caller's, else `time:`, else the clock's. */
static int
read_now(
    struct fg_config_reader *r, const struct feedgen_build_options *options)
{
	struct fg_site *site = r->site;
	struct fg_setting s = find(r, "time");

	site->now = options->now.set ? options->now : clock_time();
	if (!options->now.set && s.value &&
	    !fg_date_of_value(&site->now, s.value, site->zone))
		return fg_setting_fault(r, &s, FG_CONFIG_TIME,
		    fg_show(r->diags, fg_value_text(s.value, r->arena)), NULL);
	site->now = fg_date_in_zone(site->now, site->zone);
	return 0;
}

/* ---- which files, and how they are read ---- */

static struct fg_str
trim_slashes(struct fg_str path)
{
	if (fg_str_starts(path, FG_STR("./")))
		path = fg_str_sub(path, 2, path.n);
	while (fg_str_starts(path, FG_STR("/")))
		path = fg_str_sub(path, 1, path.n);
	while (fg_str_ends(path, FG_STR("/")))
		path = fg_str_sub(path, 0, path.n - 1);
	return path;
}

/* Append texts to a list, those that it has already left out. */
static void
append_texts(
    struct fg_str_list *list, struct fg_arena *a, const char *const *texts)
{
	size_t n = 0;
	struct fg_str *items;

	while (texts[n])
		n++;
	items = fg_arena_array(a, list->n + n, sizeof(*items));
	for (size_t i = 0; i < list->n; i++)
		items[i] = list->items[i];
	list->items = items;
	for (; *texts; texts++) {
		struct fg_str text = fg_str_c(*texts);
		bool is_there = false;

		for (size_t i = 0; i < list->n; i++)
			is_there = is_there || fg_str_eq(items[i], text);
		if (!is_there)
			items[list->n++] = text;
	}
}

static int
read_list_or(struct fg_str_list *out, struct fg_config_reader *r,
    const char *key, const char *const *preset)
{
	struct fg_setting s = find(r, key);

	if (!s.value)
		append_texts(out, r->arena, preset);
	return fg_setting_list(out, r, s);
}

static struct fg_str
lower_copy(struct fg_arena *a, struct fg_str s)
{
	char *p = fg_arena_alloc(a, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		p[i] = fg_lower(s.p[i]);
	return (struct fg_str){p, s.n};
}

/*
 * "markdown,mkdown,mkdn,mkd,md", or a list.  Blanks and dots count: Jekyll
 * does not convert "a.htm" for "md, htm", and its URL stays "a.htm".
 */
static int
read_markdown_ext(struct fg_config_reader *r)
{
	struct fg_str_list *out = &r->site->markdown_ext;
	struct fg_str part, text = FG_STR("markdown,mkdown,mkdn,mkd,md");
	struct fg_setting s = find(r, "markdown_ext");
	size_t n = 1;

	if (s.value && s.value->kind == FG_LIST) {
		if (fg_setting_list(out, r, s) != 0)
			return -1;
	} else {
		if (fg_setting_text(&text, r, s) != 0)
			return -1;
		for (size_t i = 0; i < text.n; i++)
			n += text.p[i] == ',';
		out->items = fg_arena_array(r->arena, n, sizeof(*out->items));
		while (fg_str_split(&part, &text, ','))
			out->items[out->n++] = part;
	}
	for (size_t i = 0; i < out->n; i++)
		out->items[i] = lower_copy(r->arena, out->items[i]);
	return 0;
}

static int
read_permalink(struct fg_config_reader *r)
{
	struct fg_str style = FG_STR("date");

	if (read_text(&style, r, "permalink") != 0)
		return -1;
	r->site->permalink = fg_permalink_style(style);
	r->site->permalink_suffix = fg_permalink_suffix(style);
	return 0;
}

/* `source:` names a folder below the site's; Jekyll takes it from there. */
static int
open_source(struct fg_config_reader *r)
{
	struct fg_site *site = r->site;
	struct fg_str below = {NULL, 0};

	if (read_text(&below, r, "source") != 0)
		return -1;
	site->source = r->folder;
	if (below.n > 0 && !fg_str_eq(below, FG_STR("."))) {
		below = fg_arena_copy(r->arena, below);
		site->source =
		    below.p[0] == '/' ? below : fg_config_name(r, below.p);
	}
	if (open_folder(&site->source_fd, site->source, r->diags) != 0)
		return -1;
	/* Names of its files begin without "./", as users write them. */
	if (fg_str_eq(site->source, FG_STR(".")))
		site->source = FG_STR("");
	return 0;
}

static int
read_destination(
    struct fg_config_reader *r, const struct feedgen_build_options *options)
{
	struct fg_str path = FG_STR("_site");

	if (options->destination) {
		path = fg_str_c(options->destination);
	} else {
		if (read_text(&path, r, "destination") != 0)
			return -1;
		path = fg_arena_copy(r->arena, path);
		if (!fg_str_starts(path, FG_STR("/")))
			path = fg_config_name(r, path.p);
	}
	r->site->destination = fg_arena_copy(r->arena, path);
	return 0;
}

static int
read_reading(
    struct fg_config_reader *r, const struct feedgen_build_options *options)
{
	struct fg_site *site = r->site;
	int result = 0;

	site->collections_dir = FG_STR("");
	site->data_dir = FG_STR("_data");
	site->excerpt_separator = FG_STR("\n\n");
	result |= read_text(&site->collections_dir, r, "collections_dir");
	result |= read_text(&site->data_dir, r, "data_dir");
	result |= read_text(&site->excerpt_separator, r, "excerpt_separator");
	site->collections_dir = trim_slashes(site->collections_dir);
	site->data_dir = trim_slashes(site->data_dir);
	result |= read_list_or(&site->include, r, "include", default_includes);
	result |= read_list_or(
	    &site->keep_files, r, "keep_files", default_keep_files);
	result |= fg_setting_list(&site->exclude, r, find(r, "exclude"));
	append_texts(&site->exclude, r->arena, built_in_excludes);
	result |= read_markdown_ext(r);
	result |= read_permalink(r);
	result |=
	    fg_setting_count(&site->limit_posts, r, find(r, "limit_posts"));
	site->drafts = options->drafts || is_true(r, "show_drafts");
	site->future = options->future || is_true(r, "future");
	site->unpublished = is_true(r, "unpublished");
	site->strict_front_matter = is_true(r, "strict_front_matter");
	return result;
}

/* ---- jekyll-feed ---- */

static int
read_feed(struct fg_config_reader *r)
{
	struct fg_site *site = r->site;
	const struct fg_str key = FG_STR("feed");
	struct fg_setting s = find(r, "feed");

	site->feed_limit = FEED_LIMIT;
	if (!s.value)
		return 0;
	if (s.value->kind != FG_MAP)
		return fg_setting_fault(r, &s, FG_CONFIG_FEED, NULL, NULL);
	site->feed = s.value;
	site->feed_excerpt_only =
	    fg_value_is_true(fg_value_get(s.value, "excerpt_only"));
	return fg_setting_count(
	    &site->feed_limit, r, FG_SETTING(r, key, FG_STR("posts_limit")));
}

/* ---- all of it ---- */

static int
read_all(
    struct fg_config_reader *r, const struct feedgen_build_options *options)
{
	int result = 0;

	result |= read_files(r, options);
	merge_files(r);
	result |= read_options(r, options);
	/* What is missing from half a configuration is no news. */
	if (result != 0)
		return -1;
	result |= open_source(r);
	result |= read_destination(r, options);
	result |= read_identity(r);
	result |= read_zone(r);
	result |= read_now(r, options);
	result |= read_reading(r, options);
	result |= fg_config_collections(r);
	if (r->site->source_fd >= 0)
		result |= fg_config_defaults(r);
	result |= read_feed(r);
	return result;
}

int
fg_config_read(struct fg_site **out, struct fg_arena *a,
    const struct feedgen_build_options *options, struct fg_diags *d)
{
	struct fg_config_reader r = {.arena = a, .diags = d};
	int result;

	*out = NULL;
	r.folder =
	    fg_arena_copy(a, fg_str_c(options->site ? options->site : "."));
	while (r.folder.n > 1 && fg_str_ends(r.folder, FG_STR("/")))
		r.folder =
		    fg_arena_copy(a, fg_str_sub(r.folder, 0, r.folder.n - 1));
	if (open_folder(&r.folder_fd, r.folder, d) != 0)
		return -1;
	r.site = FG_NEW(a, struct fg_site);
	r.site->source_fd = -1;
	result = read_all(&r, options);
	close(r.folder_fd);
	fg_diags_open(d, (struct fg_str){NULL, 0}, (struct fg_str){NULL, 0});
	if (result == 0)
		*out = r.site;
	else if (r.site->source_fd >= 0)
		close(r.site->source_fd);
	return result == 0 ? 0 : -1;
}
