/// Pages of the public web, and of nothing else.
@NullMarked
package dev.bagel.prompting.web;

import org.jspecify.annotations.NullMarked;
