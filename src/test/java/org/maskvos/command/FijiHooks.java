package org.maskvos.command;

import ij.IJ;
import ij.Menus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

import net.imagej.patcher.LegacyHooks;

import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.thread.ThreadService;

/**
 * Lets ImageJ 1 run SciJava commands: what imagej-legacy 2.0.3 does in
 * {@code IJ1Helper.addMenuItems}, {@code LegacyService.runLegacyCompatibleCommand}
 * and {@code DefaultLegacyHooks.getThreadAncestors}.
 */
final class FijiHooks extends LegacyHooks {

	private final Context context;
	private final Segmenters segmenters;
	private final Map<String, CommandInfo> commands = new HashMap<>();

	FijiHooks(final Context context, final Segmenters segmenters) {
		this.context = context;
		this.segmenters = segmenters;
	}

	/** Puts all commands that have a menu path into ImageJ's table of commands. */
	@SuppressWarnings("unchecked")
	void addMenuItems() {
		IJ.runPlugIn("ij.IJ.init", "");
		final Hashtable<String, String> table = Menus.getCommands();
		for (final CommandInfo info : context.service(CommandService.class).getCommands()) {
			if (info.getMenuPath().isEmpty()) continue;
			commands.put(info.getIdentifier(), info);
			table.put(info.getMenuPath().getLeaf().getName(), info.getIdentifier());
		}
	}

	@Override
	public Object interceptRunPlugIn(final String className, final String arg) {
		final CommandInfo info = commands.get(className);
		if (info == null) return null;
		try {
			final ModuleService modules = context.service(ModuleService.class);
			final Module module = modules.createModule(info);
			if (module.getDelegateObject() instanceof SegmentCommand) ((SegmentCommand) module.getDelegateObject()).use(
				segmenters);
			if (module.getDelegateObject() instanceof BatchCommand) ((BatchCommand) module.getDelegateObject()).use(
				segmenters);
			return modules.run(module, true).get();
		}
		catch (final Exception exc) {
			throw exc instanceof RuntimeException ? (RuntimeException) exc : new RuntimeException(exc);
		}
	}

	@Override
	public Iterable<Thread> getThreadAncestors() {
		final ThreadService threads = context.service(ThreadService.class);
		final List<Thread> result = new ArrayList<>();
		Thread thread = threads.getParent(Thread.currentThread());
		while (thread != null && !result.contains(thread)) {
			result.add(thread);
			thread = threads.getParent(thread);
		}
		return result;
	}
}
