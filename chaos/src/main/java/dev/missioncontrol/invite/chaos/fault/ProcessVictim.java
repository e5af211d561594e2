package dev.missioncontrol.invite.chaos.fault;

import dev.missioncontrol.invite.chaos.process.ChildProcess;

/**
 * A process that faults strike.
 */
public final class ProcessVictim implements Victim {

	private final ChildProcess process;

	private final Recovery recovery;

	private boolean ended;

	/**
	 * A process.
	 * @param process the process
	 * @param recovery waits until it is well again
	 */
	public ProcessVictim(ChildProcess process, Recovery recovery) {
		this.process = process;
		this.recovery = recovery;
	}

	@Override
	public String name() {
		return this.process.name();
	}

	@Override
	public String strike(Fault.Kind kind) {
		this.ended = kind != Fault.Kind.FREEZE;
		return switch (kind) {
			case HARD -> {
				this.process.kill();
				yield "kill -9";
			}
			case CLEAN -> {
				this.process.stop();
				yield "SIGTERM";
			}
			case FREEZE -> {
				this.process.freeze();
				yield "SIGSTOP";
			}
			case HANG -> {
				this.process.freeze();
				yield "SIGSTOP, kill -9 to follow,";
			}
		};
	}

	@Override
	public void heal() {
		if (this.ended) {
			this.process.kill();
			this.process.start();
		}
		else {
			this.process.thaw();
		}
	}

	@Override
	public void awaitHealed() throws InterruptedException {
		this.recovery.await();
	}

	/**
	 * Waits.
	 */
	@FunctionalInterface
	public interface Recovery {

		/**
		 * Waits until the process is well.
		 * @throws InterruptedException when this thread should end
		 */
		void await() throws InterruptedException;

	}

}
