"""The programme and everything else on paper. The only package that knows ReportLab. Given an agenda, it writes."""
