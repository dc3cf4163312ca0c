@NullMarked
package dev.bagel.prompting.web;

import org.jspecify.annotations.NullMarked;
