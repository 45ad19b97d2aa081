/* SPDX-License-Identifier: ISC */
/* yaml_scalar.h - what kind of value an unquoted YAML scalar is. */
#ifndef FG_LIB_YAML_SCALAR_H
#define FG_LIB_YAML_SCALAR_H

#include "base/value.h"

/*
 * Set kind and value of v by its text, as Ruby's YAML library does for plain
 * scalars: yes, no, on, off; octal 010, 0x1f, 0b11, 1_000 and 1,000; base 60
 * (12:30:00); floats need a point; dates; timestamps need seconds.  Symbols
 * (:name) and integers of more than 64 bits stay text.
 */
void fg_yaml_resolve(struct fg_value *v);

#endif
