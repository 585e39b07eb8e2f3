"""The SOP as a BPMN 2.0 model: a pool with lanes, and the diagram to look at."""

from runtut.procedures.printing.bpmn.xml import bpmn

__all__ = ["bpmn"]
