package dev.missioncontrol.invite.chaos.fault;

import java.util.List;

import dev.missioncontrol.invite.chaos.process.ChildProcess;

/**
 * All brokers at once.
 */
public final class Blackout implements Victim {

	private final List<ChildProcess> brokers;

	private final ProcessVictim.Recovery recovery;

	/**
	 * All brokers.
	 * @param brokers their processes
	 * @param recovery waits until they are well again
	 */
	public Blackout(List<ChildProcess> brokers, ProcessVictim.Recovery recovery) {
		this.brokers = List.copyOf(brokers);
		this.recovery = recovery;
	}

	@Override
	public String name() {
		return "all brokers";
	}

	@Override
	public String strike(Fault.Kind kind) {
		this.brokers.forEach(ChildProcess::kill);
		return "kill -9";
	}

	@Override
	public void heal() {
		this.brokers.forEach(ChildProcess::start);
	}

	@Override
	public void awaitHealed() throws InterruptedException {
		this.recovery.await();
	}

}
