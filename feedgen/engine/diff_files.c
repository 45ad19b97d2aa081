/* SPDX-License-Identifier: ISC */
/* diff_files.c - feedgen_diff(): two files or two folders. */
#include "engine/diff.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "base/url.h"
#include "engine/report.h"
#include "lib/xml.h"

enum { BEFORE, AFTER };

struct run {
	const struct feedgen_diff_report *report;
	struct fg_arena arena;	 /* names and diagnostics */
	struct fg_arena scratch; /* the documents that are being compared */
	struct fg_diags diags;
	bool unreadable; /* a file could not be read */
	size_t ids_changed;
	struct fg_map parts; /* paths that were compared with their index */
};

/* A path below the two folders. */
struct file {
	struct fg_str path;
	bool there[2];
	enum fg_format formats[2];
};

struct files {
	struct file *items; /* sorted by path */
	size_t n, capacity;
};

static void *
grow(void *items, size_t *capacity, size_t size)
{
	*capacity = *capacity * 2 + 16;
	items = realloc(items, *capacity * size);
	if (!items)
		fg_out_of_memory();
	return items;
}

/* ---- documents ---- */

static int
read_file(struct run *r, struct fg_buf *bytes, struct fg_str path)
{
	if (fg_file_read(bytes, AT_FDCWD, path.p, path, &r->diags) == 0)
		return 0;
	r->unreadable = true;
	return -1;
}

static int
read_document(struct run *r, struct fg_read_feed *out, struct fg_str path)
{
	struct fg_buf bytes = {0};
	int result = read_file(r, &bytes, path);

	if (result == 0) {
		fg_diags_open(&r->diags, path, fg_buf_str(&bytes));
		result = fg_feed_read(
		    out, fg_buf_str(&bytes), &r->scratch, &r->diags);
		fg_diags_open(&r->diags, path, (struct fg_str){0});
	}
	fg_buf_free(&bytes);
	return result;
}

/* The part beside the index that a URL means, or the zero view. */
static struct fg_str
part_path(struct run *r, struct fg_str index, struct fg_str loc)
{
	struct fg_str folder =
	    fg_str_sub(index, 0, index.n - fg_path_base(index).n);
	struct fg_buf name = {0};
	struct fg_str path = {0};

	fg_url_decode(&name, fg_path_base(fg_url_split(loc).path));
	if (fg_str_ends(fg_buf_str(&name), FG_STR(".xml")) &&
	    fg_str_find(fg_buf_str(&name), '/', 0) == name.n &&
	    !memchr(name.p, '\0', name.n))
		path = fg_arena_join(&r->arena, folder, fg_buf_str(&name));
	fg_buf_free(&name);
	return path;
}

static bool
is_file(struct fg_str path)
{
	struct stat st;

	return path.p && stat(path.p, &st) == 0 && S_ISREG(st.st_mode);
}

static void
add_urls(
    struct fg_version *v, size_t *capacity, const struct fg_read_feed *part)
{
	while (*capacity < v->url_count + part->n)
		v->urls = grow(v->urls, capacity, sizeof(*v->urls));
	if (part->n > 0)
		memcpy(v->urls + v->url_count, part->entries,
		    part->n * sizeof(*v->urls));
	v->url_count += part->n;
}

/* Each file once, however often the index names it. */
static void
read_parts(struct run *r, struct fg_version *v, struct fg_str index,
    struct fg_map *parts)
{
	size_t capacity = 0;

	v->has_urls = true;
	for (size_t i = 0; i < v->feed.n && v->has_urls; i++) {
		struct fg_str loc = v->feed.entries[i].link;
		struct fg_str path = part_path(r, index, loc);
		struct fg_read_feed part = {0};

		if (path.p && fg_map_get(parts, path))
			continue;
		if (!is_file(path) || read_document(r, &part, path) < 0 ||
		    part.format != FG_FORMAT_SITEMAP) {
			fg_diag(&r->diags, FG_DIFF_PARTS, fg_in_file(index),
			    fg_show(&r->diags, loc));
			v->has_urls = false;
			continue;
		}
		*fg_map_put(parts, path) = v;
		add_urls(v, &capacity, &part);
	}
}

static int
read_version(struct run *r, struct fg_version *v, struct fg_str path,
    struct fg_map *parts)
{
	*v = (struct fg_version){0};
	if (read_document(r, &v->feed, path) < 0)
		return -1;
	if (v->feed.format == FG_FORMAT_SITEMAP) {
		v->has_urls = true;
		add_urls(v, &(size_t){0}, &v->feed);
	} else if (v->feed.format == FG_FORMAT_SITEMAP_INDEX) {
		read_parts(r, v, path, parts);
	}
	return 0;
}

static const char *
kind_of(enum fg_format format)
{
	return fg_diff_is_like(format, FG_FORMAT_SITEMAP) ? "a sitemap"
							  : "a feed";
}

/* Diagnostics name `after`; the report may get another name. */
static void
compare(
    struct run *r, struct fg_str before, struct fg_str after, const char *file)
{
	struct fg_version versions[2];
	struct fg_map parts[2] = {0};
	struct feedgen_comparison totals;
	int result = read_version(r, &versions[BEFORE], before, &parts[BEFORE]);

	result |= read_version(r, &versions[AFTER], after, &parts[AFTER]);
	if (result == 0 && !fg_diff_is_like(versions[BEFORE].feed.format,
			       versions[AFTER].feed.format)) {
		result = fg_diag(&r->diags, FG_DIFF_UNLIKE, fg_in_file(after),
		    kind_of(versions[AFTER].feed.format),
		    fg_show(&r->diags, before),
		    kind_of(versions[BEFORE].feed.format));
	} else if (result == 0) {
		fg_diff_versions(&totals, &versions[BEFORE], &versions[AFTER],
		    file, r->report);
		r->ids_changed += totals.ids_changed;
	}
	for (size_t side = BEFORE; side <= AFTER; side++) {
		/* URLs that were compared are not told again of the parts. */
		for (size_t i = 0;
		     result == 0 && versions[BEFORE].has_urls &&
		     versions[AFTER].has_urls && i < parts[side].n;
		     i++)
			*fg_map_put(&r->parts, parts[side].items[i].key) = r;
		free(versions[side].urls);
		fg_map_free(&parts[side]);
	}
	fg_arena_reset(&r->scratch);
}

/* ---- folders ---- */

static struct fg_str
below(struct run *r, struct fg_str folder, struct fg_str path)
{
	return fg_path_join(&r->arena, folder, path);
}

static enum fg_format
recognise(struct run *r, struct fg_str path)
{
	struct fg_buf bytes = {0};
	enum fg_format format = FG_FORMAT_UNKNOWN;

	if (read_file(r, &bytes, path) == 0)
		format = fg_schema_recognise(fg_buf_str(&bytes));
	fg_buf_free(&bytes);
	return format;
}

static void
add_file(struct run *r, struct files *files, struct fg_str folder,
    struct fg_str path, size_t side)
{
	struct file *file;

	if (!fg_str_ends(path, FG_STR(".xml")))
		return;
	if (files->n == files->capacity)
		files->items =
		    grow(files->items, &files->capacity, sizeof(*files->items));
	file = &files->items[files->n++];
	*file = (struct file){.path = path};
	file->there[side] = true;
	file->formats[side] = recognise(r, below(r, folder, path));
}

/* One folder: its files go to files, its folders to *pending. */
static void
list(struct run *r, struct files *files, struct files *pending,
    struct fg_str top, struct fg_str folder, size_t side)
{
	struct fg_str path = below(r, top, folder);
	struct fg_dir_list entries = {0};
	int fd = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0) {
		fg_diag(&r->diags, FG_DIR_UNREADABLE, fg_in_file(path),
		    fg_show_errno(&r->diags, errno));
		r->unreadable = true;
		return;
	}
	if (fg_dir_read(&entries, fd, path, &r->arena, &r->diags) < 0)
		r->unreadable = true;
	close(fd);
	for (size_t i = 0; i < entries.n; i++) {
		const struct fg_dir_entry *entry = &entries.entries[i];
		struct fg_str name =
		    fg_path_join(&r->arena, folder, entry->name);

		if (entry->type == FG_ENTRY_FILE) {
			add_file(r, files, top, name, side);
			continue;
		}
		/* A link may lead back to where it is. */
		if (entry->type != FG_ENTRY_DIRECTORY || entry->is_link)
			continue;
		if (pending->n == pending->capacity)
			pending->items = grow(pending->items,
			    &pending->capacity, sizeof(*pending->items));
		pending->items[pending->n++] = (struct file){.path = name};
	}
}

static void
find_files(struct run *r, struct files *files, struct fg_str top, size_t side)
{
	struct files pending = {0};

	list(r, files, &pending, top, FG_STR(""), side);
	while (pending.n > 0)
		list(r, files, &pending, top, pending.items[--pending.n].path,
		    side);
	free(pending.items);
}

static int
by_path(const void *a, const void *b)
{
	const struct file *x = a, *y = b;

	return fg_str_cmp(x->path, y->path);
}

/* Two records of one path become one. */
static void
merge(struct files *files)
{
	size_t n = 0;

	if (files->n > 1)
		qsort(files->items, files->n, sizeof(*files->items), by_path);
	for (size_t i = 0; i < files->n; i++) {
		struct file *file = &files->items[i];
		struct file *last = n > 0 ? &files->items[n - 1] : NULL;

		if (!last || !fg_str_eq(last->path, file->path)) {
			files->items[n++] = *file;
			continue;
		}
		for (size_t side = BEFORE; side <= AFTER; side++) {
			if (!file->there[side])
				continue;
			last->there[side] = true;
			last->formats[side] = file->formats[side];
		}
	}
	files->n = n;
}

static void
tell_file(struct run *r, const struct file *file, size_t side)
{
	struct feedgen_difference difference = {
	    .file = file->path.p,
	    .scope = FEEDGEN_DIFF_FILE,
	    .change = side == AFTER ? FEEDGEN_DIFF_ADDED : FEEDGEN_DIFF_GONE,
	};

	if (file->formats[side] != FG_FORMAT_UNKNOWN && r->report->difference)
		r->report->difference(&difference, r->report->payload);
}

static bool
has_format(const struct file *file, enum fg_format format)
{
	return file->formats[BEFORE] == format ||
	       file->formats[AFTER] == format;
}

static bool
is_document(const struct file *file)
{
	return file->formats[BEFORE] != FG_FORMAT_UNKNOWN ||
	       file->formats[AFTER] != FG_FORMAT_UNKNOWN;
}

/* Indexes come first, since they stand for their parts. */
static void
compare_files(struct run *r, const struct files *files, struct fg_str before,
    struct fg_str after, bool indexes)
{
	for (size_t i = 0; i < files->n; i++) {
		const struct file *file = &files->items[i];
		struct fg_str x = below(r, before, file->path);
		struct fg_str y = below(r, after, file->path);

		if (!is_document(file) ||
		    has_format(file, FG_FORMAT_SITEMAP_INDEX) != indexes ||
		    fg_map_get(&r->parts, x) || fg_map_get(&r->parts, y))
			continue;
		if (file->there[BEFORE] && file->there[AFTER])
			compare(r, x, y, file->path.p);
		else
			tell_file(r, file, file->there[AFTER]);
	}
}

static void
compare_folders(struct run *r, struct fg_str before, struct fg_str after)
{
	struct files files = {0};
	size_t documents = 0;

	find_files(r, &files, before, BEFORE);
	find_files(r, &files, after, AFTER);
	merge(&files);
	for (size_t i = 0; i < files.n; i++)
		documents += is_document(&files.items[i]);
	if (documents == 0 && !r->unreadable)
		fg_diag(&r->diags, FG_DIFF_NOTHING, fg_in_file(after), NULL);
	compare_files(r, &files, before, after, true);
	compare_files(r, &files, before, after, false);
	free(files.items);
}

/* ---- the whole ---- */

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void
compare_operands(struct run *r, const char *before, const char *after)
{
	struct fg_str x = fg_arena_copy(&r->arena, fg_str_c(before));
	struct fg_str y = fg_arena_copy(&r->arena, fg_str_c(after));
	bool folders[] = {is_folder(before), is_folder(after)};

	if (folders[BEFORE] && folders[AFTER])
		compare_folders(r, x, y);
	else if (folders[BEFORE] != folders[AFTER] &&
		 is_file(folders[BEFORE] ? y : x))
		fg_diag(&r->diags, FG_DIFF_UNLIKE, fg_in_file(y),
		    folders[AFTER] ? "a folder" : "a file",
		    fg_show(&r->diags, x),
		    folders[BEFORE] ? "a folder" : "a file");
	else
		compare(r, x, y, y.p);
}

static enum feedgen_status
finish(struct run *r)
{
	struct feedgen_report report = {
	    .diag = r->report->diag, .payload = r->report->payload};
	enum feedgen_status status =
	    fg_report_diags(&r->diags.list, false, &report);

	if (status != FEEDGEN_OK && r->unreadable)
		return FEEDGEN_FAILED;
	/* What cannot be read was not compared: that is no answer of "no". */
	if (status == FEEDGEN_INVALID)
		return FEEDGEN_USAGE;
	return status == FEEDGEN_OK && r->ids_changed > 0 ? FEEDGEN_INVALID
							  : status;
}

enum feedgen_status
feedgen_diff(const char *before, const char *after,
    const struct feedgen_diff_report *report)
{
	static const struct feedgen_diff_report nobody = {
	    NULL, NULL, NULL, NULL};
	struct run r = {.report = report ? report : &nobody};
	enum feedgen_status status;

	fg_xml_library_init();
	r.diags.arena = &r.arena;
	compare_operands(&r, before, after);
	status = finish(&r);
	fg_map_free(&r.parts);
	fg_arena_free(&r.scratch);
	fg_arena_free(&r.arena);
	return status;
}
