package org.maskvos.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.ModuleItem;

/**
 * Rules that every command of this project keeps, because of how Fiji runs
 * commands from macros (design, section 7).
 */
@Tag("unit")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandRulesTest {

	/** Types that a macro can give by a word, and that the recorder can write. */
	private static final Set<String> RECORDABLE = Set.of("java.lang.String", "java.lang.Integer", "java.lang.Double",
		"java.lang.Boolean", "ij.ImagePlus");

	private Context context;
	private List<CommandInfo> commands;

	@BeforeAll
	void find() {
		context = new Context(CommandService.class);
		commands = context.service(CommandService.class).getCommands().stream() //
			.filter(c -> c.getDelegateClassName().startsWith("org.maskvos.")).toList();
		assertTrue(commands.size() >= 3, "commands are found in the annotation index");
	}

	@AfterAll
	void dispose() {
		context.dispose();
	}

	@Test
	void parameterNamesAreMacroKeys() {
		eachInput((c, i) -> assertTrue(i.getName().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"), "lower_case_with_underscores: " +
			c.getTitle() + ", " + i.getName()));
	}

	@Test
	void noParameterIsTheTailOfAnother() {
		// NB: ImageJ finds "mask=" in "input_mask=", and in "2mask=".
		for (final CommandInfo c : commands)
			for (final ModuleItem<?> a : inputs(c))
				for (final ModuleItem<?> b : inputs(c))
					assertFalse(b.getName().matches(".*[_0-9]" + a.getName()), //
						c.getTitle() + ": " + a.getName() + " in " + b.getName());
	}

	@Test
	void nothingIsRememberedFromAnEarlierRun() {
		eachInput((c, i) -> assertFalse(i.isPersisted(), "persist=false: " + c.getTitle() + ", " + i.getName()));
	}

	@Test
	void rangesAreStatedWhereValuesAreChecked() {
		eachInput((c, i) -> assertTrue(i.getMinimumValue() == null && i.getMaximumValue() == null, "the options know: " + c
			.getTitle() + ", " + i.getName()));
	}

	@Test
	void everyInputCanBeRecorded() {
		eachInput((c, i) -> {
			final String name = c.getTitle() + ", " + i.getName();
			assertFalse(File.class.isAssignableFrom(i.getType()), name);
			assertTrue(RECORDABLE.contains(i.getType().getName()), name + " " + i.getType());
		});
	}

	@Test
	void checksAreOurs() {
		// NB: SciJava would cancel the command for an unset input, and the macro
		// would go on.
		eachInput((c, i) -> assertFalse(i.isRequired(), "required=false: " + c.getTitle() + ", " + i.getName()));
	}

	@Test
	void everyInputHasALabel() {
		eachInput((c, i) -> assertTrue(i.getLabel() != null && i.getLabel().length() > 3, c.getTitle() + ", " + i
			.getName()));
	}

	@Test
	void menuLabelsAreUniqueAndTellOfADialog() {
		final Set<String> labels = new HashSet<>();
		for (final CommandInfo c : commands) {
			final String label = c.getMenuPath().getLeaf().getName();
			assertTrue(labels.add(label), label);
			final boolean dialog = inputs(c).stream().anyMatch(i -> i.getType() != ij.ImagePlus.class);
			assertEquals(dialog, label.endsWith("..."), label);
		}
	}

	@Test
	void scriptsGetTheModule() throws Exception {
		// NB: commandService.run returns null for commands that are modules.
		for (final CommandInfo c : commands)
			assertFalse(org.scijava.module.Module.class.isAssignableFrom(c.loadClass()), c.getTitle());
	}

	@Test
	void allRunWithoutAWindow() {
		for (final CommandInfo c : commands)
			assertTrue(c.canRunHeadless(), c.getTitle());
	}

	// -- Helper methods --

	private interface Check {

		void check(CommandInfo command, ModuleItem<?> input);
	}

	private void eachInput(final Check check) {
		for (final CommandInfo c : commands)
			for (final ModuleItem<?> i : inputs(c))
				check.check(c, i);
	}

	/** What a user sets: not the services. */
	private static List<ModuleItem<?>> inputs(final CommandInfo command) {
		final List<ModuleItem<?>> result = new ArrayList<>();
		for (final ModuleItem<?> input : command.inputs()) {
			final boolean service = org.scijava.service.Service.class.isAssignableFrom(input.getType()) || input
				.getType() == Context.class;
			if (!service && input.getVisibility() != ItemVisibility.MESSAGE) result.add(input);
		}
		return result;
	}
}
