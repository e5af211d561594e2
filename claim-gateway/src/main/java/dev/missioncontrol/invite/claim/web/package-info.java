/**
 * The gateway's HTTP side: routes, cookies, pages and problems.
 */
@NullMarked
package dev.missioncontrol.invite.claim.web;

import org.jspecify.annotations.NullMarked;
