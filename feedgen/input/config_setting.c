/* SPDX-License-Identifier: ISC */
/* config_setting.c - configuration files, and single values of them. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "input/config_reader.h"
#include "lib/yaml.h"

struct fg_str
fg_config_name(const struct fg_config_reader *r, const char *name)
{
	if (fg_str_eq(r->folder, FG_STR(".")))
		return fg_str_c(name);
	return fg_path_join(r->arena, r->folder, fg_str_c(name));
}

/*
 * What is wrong with the YAML of a configuration is a fault of the
 * configuration: the rules themselves are about documents.
 */
static void
blame_configuration(struct fg_diags *d, const struct fg_diag_item *last)
{
	struct fg_diag_item *item = last ? last->next : d->list.first;

	for (; item; item = item->next)
		if (item->diag.fault == FEEDGEN_FAULT_INPUT)
			item->diag.fault = FEEDGEN_FAULT_CONFIG;
	if (d->list.errors && d->list.worst == FEEDGEN_FAULT_INPUT)
		d->list.worst = FEEDGEN_FAULT_CONFIG;
}

static int
parse(struct fg_config_file *file, struct fg_config_reader *r)
{
	static const struct fg_value empty = {.kind = FG_MAP};
	const struct fg_diag_item *last = r->diags->list.last;
	struct fg_value *tree;
	int result;

	fg_diags_open(r->diags, file->name, file->text);
	result = fg_yaml_parse(&tree, r->arena, file->text, 1, r->diags);
	blame_configuration(r->diags, last);
	file->tree = tree ? tree : &empty;
	if (result != 0)
		return -1;
	if (tree->kind == FG_NULL)
		file->tree = &empty;
	else if (tree->kind != FG_MAP)
		return fg_diag(r->diags, FG_CONFIG_NOT_MAP,
		    fg_at(tree->line, tree->column), NULL);
	return 0;
}

int
fg_config_load(struct fg_config_file *out, struct fg_config_reader *r,
    int dirfd, const char *path, struct fg_str name)
{
	struct fg_buf buf = {0};
	int result;

	*out = (struct fg_config_file){.name = fg_arena_copy(r->arena, name)};
	if (faccessat(dirfd, path, F_OK, 0) != 0 &&
	    (errno == ENOENT || errno == ENOTDIR))
		return fg_diag(r->diags, FG_CONFIG_MISSING, fg_in_file(name),
		    fg_show(r->diags, name));
	result = fg_file_read(&buf, dirfd, path, name, r->diags);
	if (result == 0) {
		out->text = fg_arena_copy(r->arena, fg_buf_str(&buf));
		result = parse(out, r);
	}
	fg_buf_free(&buf);
	return result;
}

void
fg_config_open(struct fg_config_reader *r, const struct fg_config_file *file)
{
	/* Opening counts from 0 again, so not for the same file. */
	if (r->diags->file.p != file->name.p)
		fg_diags_open(r->diags, file->name, file->text);
}

static const struct fg_pair *
find_pair(const struct fg_value *tree, const struct fg_str *keys, size_t n)
{
	const struct fg_pair *pair = NULL;

	for (size_t i = 0; i < n; i++) {
		pair = fg_value_pair(tree, keys[i]);
		if (!pair)
			return NULL;
		tree = pair->value;
	}
	return pair;
}

struct fg_setting
fg_setting_find(
    const struct fg_config_reader *r, const struct fg_str *keys, size_t n)
{
	const struct fg_pair *pair = find_pair(r->site->config, keys, n);
	struct fg_setting s = {.name = keys[0]};

	for (size_t i = 1; i < n; i++) {
		s.name = fg_arena_join(r->arena, s.name, FG_STR("."));
		s.name = fg_arena_join(r->arena, s.name, keys[i]);
	}
	if (pair && !fg_value_is_null(pair->value))
		s.value = pair->value;
	for (size_t i = r->file_count; i > 0 && !s.file; i--) {
		pair = find_pair(r->files[i - 1].tree, keys, n);
		if (!pair || (s.value && fg_value_is_null(pair->value)))
			continue;
		s.file = &r->files[i - 1];
		s.place = fg_at(pair->value->line, pair->value->column);
	}
	return s;
}

int
fg_setting_fault(struct fg_config_reader *r, const struct fg_setting *s,
    enum fg_code code, const char *first, const char *second)
{
	if (!s->file)
		return fg_diag(r->diags, code, fg_in_file(r->site->config_file),
		    first, second);
	fg_config_open(r, s->file);
	return fg_diag(r->diags, code, s->place, first, second);
}

static int
wrong_type(struct fg_config_reader *r, const struct fg_setting *s,
    const char *type, const char *hint)
{
	const char *name = fg_show(r->diags, s->name);

	fg_config_open(r, s->file);
	return fg_diag(
	    r->diags, FG_CONFIG_TYPE, s->place, name, type, name, hint);
}

int
fg_setting_text(
    struct fg_str *out, struct fg_config_reader *r, struct fg_setting s)
{
	/* Templates take `title: no` for none. */
	if (!fg_value_is_true(s.value))
		return 0;
	if (s.value->kind == FG_LIST || s.value->kind == FG_MAP)
		return wrong_type(r, &s, "text", "text");
	*out = fg_value_text(s.value, r->arena);
	return 0;
}

int
fg_setting_count(
    unsigned long *out, struct fg_config_reader *r, struct fg_setting s)
{
	if (!s.value)
		return 0;
	if (s.value->kind != FG_INTEGER || s.value->integer < 0)
		return wrong_type(r, &s, "a number, 0 or more", "10");
	*out = (unsigned long)s.value->integer;
	return 0;
}

int
fg_setting_list(
    struct fg_str_list *out, struct fg_config_reader *r, struct fg_setting s)
{
	if (!s.value)
		return 0;
	if (s.value->kind != FG_LIST)
		return wrong_type(r, &s, "a list", "[one, two]");
	out->n = 0;
	out->items =
	    fg_arena_array(r->arena, s.value->list.n, sizeof(*out->items));
	for (size_t i = 0; i < s.value->list.n; i++) {
		const struct fg_value *v = s.value->list.items[i];
		struct fg_str text = fg_value_text(v, r->arena);

		s.place = fg_at(v->line, v->column);
		if (v->kind == FG_LIST || v->kind == FG_MAP)
			return wrong_type(
			    r, &s, "a list of texts", "[one, two]");
		if (text.p)
			out->items[out->n++] = text;
	}
	return 0;
}
