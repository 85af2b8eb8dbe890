package org.maskvos.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a setting where it is declared, as a component of an options record: the only place that states its name,
 * range and meaning. {@link Settings} reads it for dialogs, command lines, provenance and batches.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

	/** Key in macros, lower case with underscores; by default that of the component. */
	String name() default "";

	/** A sentence or two for people, without the default. */
	String meaning();

	/** Least value of a number. */
	double min() default Double.NEGATIVE_INFINITY;

	/** Largest value of a number. */
	double max() default Double.POSITIVE_INFINITY;

	/** What 0 means where it is allowed besides the range; empty if it is not. */
	String zero() default "";

	/** Whether labels depend on it. */
	boolean decides() default true;

	/** The letter or word for its value in a command line's help. */
	String label() default "N";

	/** The command line's flag that negates it, without dashes; empty for none. */
	String flag() default "";
}
