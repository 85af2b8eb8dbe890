/**
 * The menu entries of the plugin, which are also its macro functions. A command
 * unpacks its parameters, calls the public interface below and shows the result;
 * how Fiji really runs commands from macros, and what follows from it, is told
 * in {@link org.maskvos.command.Failure}, {@link org.maskvos.command.ResultOpener}
 * and {@link org.maskvos.command.MacroKeys}.
 */
package org.maskvos.command;
