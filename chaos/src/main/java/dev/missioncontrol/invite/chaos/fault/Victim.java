package dev.missioncontrol.invite.chaos.fault;

/**
 * Somebody that faults strike. Used by one thread at a time.
 */
public interface Victim {

	/**
	 * Who it is.
	 * @return such as {@code broker-1}
	 */
	String name();

	/**
	 * Strikes.
	 * @param kind how
	 * @return what was done, in two or three words
	 */
	String strike(Fault.Kind kind);

	/**
	 * Makes it well again, which may take a while after this returned.
	 */
	void heal();

	/**
	 * Waits until it is as if nothing had been.
	 * @throws InterruptedException when this thread should end
	 */
	void awaitHealed() throws InterruptedException;

}
