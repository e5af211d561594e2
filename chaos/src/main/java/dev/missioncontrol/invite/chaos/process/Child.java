package dev.missioncontrol.invite.chaos.process;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Runs a main class that ends with its parent, even when the parent is killed.
 */
public final class Child {

	/** As if a signal had ended it. */
	private static final int ORPHANED = 143;

	private Child() {
	}

	/**
	 * Runs the program.
	 * @param args the main class, then its own arguments
	 * @throws ReflectiveOperationException when there is no such class, or it fails
	 */
	@SuppressWarnings("FutureReturnValueIgnored") // the JVM is gone then
	public static void main(String[] args) throws ReflectiveOperationException {
		Optional<ProcessHandle> parent = ProcessHandle.current().parent();
		if (parent.isEmpty()) {
			Runtime.getRuntime().halt(ORPHANED);
		}
		parent.orElseThrow().onExit().thenRun(() -> Runtime.getRuntime().halt(ORPHANED));
		try {
			Class.forName(args[0])
				.getMethod("main", String[].class)
				.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
		}
		catch (InvocationTargetException ex) {
			Thread.currentThread()
				.getThreadGroup()
				.uncaughtException(Thread.currentThread(), (ex.getCause() != null) ? ex.getCause() : ex);
			Runtime.getRuntime().exit(1);
		}
	}

}
