/* SPDX-License-Identifier: ISC */
/* data.c - reading one data file. */
#include "input/data.h"

#include "base/file.h"
#include "lib/yaml.h"

#include <fcntl.h>
#include <unistd.h>

/* JSON is read as the YAML that it is, as Jekyll does. */
static const char *const extensions[] = {".yml", ".yaml", ".json"};

static int
parse(struct fg_value **out, const struct fg_site *site,
    struct fg_str path, struct fg_arena *a, struct fg_diags *d)
{
	struct fg_str name = fg_path_join(a, site->source, path);
	struct fg_buf text = {0};
	int result;

	*out = NULL;
	fg_diags_open(d, name, (struct fg_str){NULL, 0});
	result = fg_file_read(&text, site->source_fd, path.p, name, d);
	if (result == 0) {
		struct fg_str kept = fg_arena_copy(a, fg_buf_str(&text));

		fg_diags_open(d, name, kept);
		result = fg_yaml_parse(out, a, kept, 1, d);
	}
	fg_buf_free(&text);
	return result;
}

static bool
is_data_file(struct fg_str name)
{
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++)
		if (fg_str_eq(
			fg_path_extension(name), fg_str_c(extensions[i])))
			return true;
	return false;
}

/* The key that a file's name becomes, as Jekyll's sanitize_filename does. */
static struct fg_str
key_of(struct fg_arena *a, struct fg_str name)
{
	struct fg_buf key = {0};
	struct fg_str kept;

	name = fg_str_sub(name, 0, name.n - fg_path_extension(name).n);
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (c == ' ')
			fg_buf_add_char(&key, '_');
		else if (fg_is_alpha(c) || fg_is_digit(c) || c == '_' || c == '-')
			fg_buf_add_char(&key, c);
	}
	kept = fg_arena_copy(a, fg_buf_str(&key));
	fg_buf_free(&key);
	return kept;
}

/* A map of the files of a folder, by their names. */
static int
parse_folder(struct fg_value **out, const struct fg_site *site,
    struct fg_str path, int fd, struct fg_arena *a, struct fg_diags *d)
{
	struct fg_value *map = FG_NEW(a, struct fg_value);
	struct fg_dir_list list;

	map->kind = FG_MAP;
	if (fg_dir_read(&list, fd, fg_path_join(a, site->source, path), a, d))
		return -1;
	map->map.pairs = fg_arena_array(a, list.n, sizeof(*map->map.pairs));
	for (size_t i = 0; i < list.n; i++) {
		struct fg_str name = list.entries[i].name;
		struct fg_value *value;

		if (list.entries[i].type != FG_ENTRY_FILE || !is_data_file(name))
			continue;
		if (parse(&value, site, fg_path_join(a, path, name), a, d) < 0)
			return -1;
		map->map.pairs[map->map.n++] = (struct fg_pair){
		    .key = key_of(a, name), .value = value};
	}
	*out = map;
	return 0;
}

/* The one that Jekyll reads last: of a folder and a file, the folder. */
int
fg_data_read(const struct fg_value **out, struct fg_str *file,
    const struct fg_site *site, const char *name, struct fg_arena *a,
    struct fg_diags *d)
{
	struct fg_str stem =
	    fg_path_join(a, site->data_dir, fg_str_c(name));
	struct fg_value *value = NULL;
	int result = 0;
	int fd = openat(site->source_fd, stem.p,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*file = fg_path_join(a, site->source, stem);
	if (fd >= 0) {
		result = parse_folder(&value, site, stem, fd, a, d);
		close(fd);
		*out = value;
		return result;
	}
	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++) {
		struct fg_str path =
		    fg_arena_join(a, stem, fg_str_c(extensions[i]));

		if (faccessat(site->source_fd, path.p, F_OK, 0) == 0) {
			*file = fg_path_join(a, site->source, path);
			result = parse(&value, site, path, a, d);
			break;
		}
	}
	*out = value;
	return result;
}
